import { optional, raised, reasonOf, required, succeeded, type Action } from "../action.ts";
import { deliver } from "./deliver.ts";
import { readLetter } from "./letter.ts";

export interface MailSettings {
  /** Whether certificates of servers that are logged in to are checked. */
  readonly verifiesCertificates: boolean;
}

/** `std.email`, for a deployment's settings. */
export function emailAction({ verifiesCertificates }: MailSettings): Action {
  return {
    name: "std.email",
    description:
      "Sends a letter by SMTP. `smtp_server` is HOST or HOST:PORT (25 if not said), or smtps://HOST for TLS from the start. With " +
      "`smtp_password` the connection is encrypted and `from_addr` logs in. With `html_body` the letter has both forms.",
    parameters: [
      required("from_addr"),
      required("to_addrs"),
      required("smtp_server"),
      ...["reply_to", "cc_addrs", "bcc_addrs", "smtp_password", "subject", "body", "html_body"].map((name) =>
        optional(name),
      ),
    ],
    className: "mistral.actions.std_actions.SendEmailAction",
    isAsync: false,
    async run(input, { actionId, signal }) {
      try {
        await deliver(readLetter(input), verifiesCertificates, signal);
        return succeeded(null);
      } catch (error) {
        signal.throwIfAborted();
        return raised("SendEmailAction", actionId, `Failed to send an email message: ${reasonOf(error)}`);
      }
    },
  };
}
