import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Json } from "../../core/base/index.ts";
import type { CallName } from "../policy/names.ts";

/**
 * How a call speaks: `json` in JSON (or XML) with Mistral's fault of three members, `short` with a fault of one member, `text`
 * takes the text of a definition and gives a fault of one member, `check` takes a text and answers in JSON, `view` answers in
 * JSON or as text.
 */
export type Family = "json" | "short" | "text" | "check" | "view";

/** One method of one path. */
export interface Call {
  readonly family: Family;
  /** Its name in the policy; null for one that everybody may make who is somebody. */
  readonly rule: CallName | null;
  /** Whether it needs no caller, because it proves in its own way who sends it. */
  readonly isOpen?: boolean;
  /** Status of success: 200, 201, or 204 with no body; a call may choose another one. */
  readonly status: 200 | 201 | 204;
  /** For the description of the interface. */
  readonly summary: string;
  /** False for a call that writes, but changes nothing that people ask about: a check, a sign of life. */
  readonly isAudited?: boolean;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer?: z.ZodType;
  readonly handle: (request: FastifyRequest, reply: FastifyReply) => Promise<Json | undefined>;
}
