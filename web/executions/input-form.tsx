import type { Signal } from "@preact/signals";
import type { FieldFault, InputField } from "./inputs.ts";

interface InputFormProps {
  readonly fields: readonly InputField[];
  readonly texts: Signal<Readonly<Record<string, string>>>;
  readonly faults: readonly FieldFault[];
}

/** A field for each input of a workflow. */
export function InputForm({ fields, texts, faults }: InputFormProps) {
  if (fields.length === 0) return <p class="quiet">This workflow takes no input.</p>;
  const change = (name: string, text: string): void => void (texts.value = { ...texts.value, [name]: text });
  return (
    <>
      {fields.map((field) => {
        const { name } = field;
        const fault = faults.find((one) => one.name === name);
        const id = `input-${name}`;
        const value = texts.value[name] ?? field.text;
        return (
          <div key={name} class="field">
            <label for={id}>
              {name}{" "}
              {field.isRequired ? <em class="required">required</em> : <em>{field.kind === "json" ? "JSON" : ""}</em>}
            </label>
            <Control
              id={id}
              field={field}
              value={value}
              isFaulty={fault !== undefined}
              onChange={(text) => change(name, text)}
            />
            {fault !== undefined && (
              <small class="fault" id={`${id}-fault`}>
                {fault.message}
              </small>
            )}
          </div>
        );
      })}
    </>
  );
}

interface ControlProps {
  readonly id: string;
  readonly field: InputField;
  readonly value: string;
  readonly isFaulty: boolean;
  readonly onChange: (text: string) => void;
}

function Control({ id, field, value, isFaulty, onChange }: ControlProps) {
  const common = { id, "aria-invalid": isFaulty, "aria-describedby": isFaulty ? `${id}-fault` : undefined };
  if (field.kind === "switch") {
    return (
      <input
        {...common}
        type="checkbox"
        class="switch"
        checked={value === "true"}
        onChange={({ currentTarget }) => onChange(String(currentTarget.checked))}
      />
    );
  }
  if (field.kind === "json") {
    return (
      <textarea
        {...common}
        rows={Math.min(8, value.split("\n").length + 1)}
        spellcheck={false}
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  }
  return (
    <input
      {...common}
      type="text"
      inputMode={field.kind === "number" ? "decimal" : "text"}
      required={field.isRequired}
      placeholder={field.isRequired ? "a text, or JSON" : ""}
      value={value}
      onInput={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
