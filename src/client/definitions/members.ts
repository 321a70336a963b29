import type { Member } from "../../api/shapes/index.ts";
import { pathOf, type Connection } from "../connection.ts";

/** `/v2/workflows/ID/members`: with whom workflows are shared. */
export class Members {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @param memberId the project that is to see the workflow as soon as it accepts */
  create(workflowId: string, memberId: string): Promise<Member> {
    return this.#connection.post(pathOf("workflows", workflowId, "members"), { member_id: memberId });
  }

  /** What the caller's own project says to a workflow that is shared with it. */
  update(workflowId: string, memberId: string, status: Member["status"]): Promise<Member> {
    return this.#connection.put(pathOf("workflows", workflowId, "members", memberId), { status });
  }

  get(workflowId: string, memberId: string): Promise<Member> {
    return this.#connection.get(pathOf("workflows", workflowId, "members", memberId));
  }

  async list(workflowId: string): Promise<readonly Member[]> {
    const path = pathOf("workflows", workflowId, "members");
    const { members } = await this.#connection.get<{ readonly members: readonly Member[] }>(path);
    return members;
  }

  async delete(workflowId: string, memberId: string): Promise<void> {
    await this.#connection.delete(pathOf("workflows", workflowId, "members", memberId));
  }
}
