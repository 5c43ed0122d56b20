/** A small real mail server on the loopback: takes, refuses, dawdles or falls silent as a spec wants. */

import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface TakenMail {
  readonly messageId: string;
  readonly to: readonly string[];
  /** The message from its first header to its last line. */
  readonly text: string;
}

/** Where the server stops answering: before the greeting, after a recipient, after the message. */
export type Silence = 'greeting' | 'recipient' | 'message';

export class SmtpServer {
  readonly taken: TakenMail[] = [];
  /** Reply to a recipient; null: taken. */
  refuse: (address: string) => string | null = () => null;
  silent: Silence | null = null;
  /** Milliseconds from the end of a message to its acknowledgement. */
  delay = 0;
  /** Called when a message is complete, before it is acknowledged. */
  onMessage: (mail: TakenMail) => unknown = () => undefined;
  /** Connections ever made. */
  connections = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor() {
    this.server = createServer((socket) => {
      this.connections++;
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => undefined);
      void this.talk(socket).catch(() => socket.destroy());
    });
  }

  static async start(): Promise<SmtpServer> {
    const made = new SmtpServer();
    await new Promise<void>((done) => made.server.listen(0, '127.0.0.1', done));
    return made;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Distinct Message-IDs that were taken. */
  get ids(): Set<string> {
    return new Set(this.taken.map((mail) => mail.messageId));
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private async talk(socket: Socket): Promise<void> {
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    const lines = linesOf(socket);
    if (this.silent === 'greeting') return;
    say('220 127.0.0.1 ESMTP');
    let to: string[] = [];
    for await (const line of lines) {
      const command = line.slice(0, 4).toUpperCase();
      if (command === 'EHLO') socket.write('250-127.0.0.1\r\n250 8BITMIME\r\n');
      else if (command === 'HELO' || command === 'NOOP') say('250 OK');
      else if (command === 'MAIL' || command === 'RSET') {
        to = [];
        say('250 OK');
      } else if (command === 'RCPT') {
        if (this.silent === 'recipient') return;
        const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
        const refusal = this.refuse(address);
        if (refusal === null) to.push(address);
        say(refusal ?? '250 OK');
      } else if (command === 'DATA') {
        say('354 go on');
        const text: string[] = [];
        let complete = false;
        for await (const part of lines) {
          complete = part === '.';
          if (complete) break;
          text.push(part.startsWith('..') ? part.slice(1) : part);
        }
        // Whoever spoke is gone in the middle of the message: nothing was taken.
        if (!complete) return;
        const whole = text.join('\r\n');
        const mail = { messageId: /^Message-ID: (.*)$/im.exec(whole)?.[1]?.trim() ?? '', to: [...to], text: whole };
        if (this.delay > 0) await sleep(this.delay);
        this.taken.push(mail);
        await this.onMessage(mail);
        if (this.silent === 'message') return;
        say('250 taken');
      } else if (command === 'QUIT') {
        say('221 bye');
        socket.end();
        return;
      } else say('502 not here');
    }
  }
}

/** Lines of a socket, each asked for once. */
function linesOf(socket: Socket): AsyncGenerator<string> & { next(): Promise<IteratorResult<string>> } {
  const ready: string[] = [];
  let rest = '';
  let ended = false;
  let wake: () => void = () => undefined;
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\r\n');
    rest = parts.pop() ?? '';
    ready.push(...parts);
    wake();
  });
  socket.on('close', () => {
    ended = true;
    wake();
  });
  // Not an async generator: leaving a "for await" would close it, and the conversation goes on.
  const iterator = {
    async next(): Promise<IteratorResult<string>> {
      while (ready.length === 0 && !ended) await new Promise<void>((done) => (wake = done));
      const value = ready.shift();
      return value === undefined ? { done: true, value: undefined } : { done: false, value };
    },
    [Symbol.asyncIterator]() {
      return iterator;
    },
  };
  return iterator as ReturnType<typeof linesOf>;
}
