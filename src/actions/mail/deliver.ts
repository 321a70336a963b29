import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Letter, MailServer } from "./letter.ts";

const silenceMs = 60_000;

/**
 * Hands a letter to its server. With a password the connection is encrypted before the login; without one it is encrypted
 * where the server offers that, whatever its certificate says.
 *
 * @param verifies whether the certificate of a server that is logged in to is checked
 * @param signal closes the connection
 * @throws Error when the server cannot be reached, is silent, refuses, or answers with something else
 */
export async function deliver(letter: Letter, verifies: boolean, signal: AbortSignal): Promise<void> {
  const { server, password } = letter;
  // Loaded where it is needed: most services send no letters, and start the sooner.
  const { createTransport } = await import("nodemailer");
  const socket = await reach(server, signal);
  try {
    const transport = createTransport({
      connection: socket,
      host: server.host,
      port: server.port,
      secure: server.isTls,
      requireTLS: password !== undefined && !server.isTls,
      tls: { rejectUnauthorized: verifies && (password !== undefined || server.isTls) },
      greetingTimeout: silenceMs / 2,
      socketTimeout: silenceMs,
      ...(password === undefined ? {} : { auth: { user: server.user ?? letter.from, pass: password } }),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    await transport.sendMail({
      from: letter.from,
      to: [...letter.to],
      cc: [...letter.cc],
      bcc: [...letter.bcc],
      replyTo: [...letter.replyTo],
      subject: letter.subject,
      text: letter.text,
      ...(letter.html === undefined ? {} : { html: letter.html }),
    });
  } finally {
    socket.destroy();
  }
}

async function reach({ host, port }: MailServer, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host, port, signal });
  const late = new Error(`${host}:${port} did not answer in ${silenceMs / 1000} seconds`);
  socket.setTimeout(silenceMs, () => socket.destroy(late));
  await once(socket, "connect");
  socket.setTimeout(0);
  return socket;
}
