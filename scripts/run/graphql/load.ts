/**
 * Sends one request again and again over so many connections, each waiting for its answer before it sends the next, and
 * prints how long each took. A process of its own: `node load.ts '{"port":…}'`. Speaks HTTP/1.1 over bare sockets, so that it
 * takes as little of the machine as can be from those it measures.
 */
import { connect, type Socket } from 'node:net';

export interface LoadPlan {
  readonly port: number;
  /** The whole request as it goes over the wire. */
  readonly request: string;
  readonly connections: number;
  readonly warmupMs: number;
  readonly measureMs: number;
}

export interface LoadResult {
  /** Milliseconds of each request in the measured time. */
  readonly took: readonly number[];
  /** How long was measured, milliseconds. */
  readonly during: number;
  /** Answers with another status than the first. */
  readonly others: number;
  readonly status: number;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('\r\n0\r\n\r\n');

/** Calls `done` with the status once a whole answer has come in. */
function readAnswers(socket: Socket, done: (status: number) => void): void {
  let parts: Buffer[] = [];
  let size = 0;
  let wanted = -1;
  let status = 0;
  socket.on('data', (chunk) => {
    parts.push(chunk as Buffer);
    size += chunk.length;
    if (wanted === -1) {
      const so = Buffer.concat(parts);
      parts = [so];
      const head = so.indexOf(END_OF_HEAD);
      if (head < 0) return;
      const text = so.toString('latin1', 0, head).toLowerCase();
      status = Number(text.slice(9, 12));
      const length = /content-length: *(\d+)/.exec(text);
      wanted = length ? head + 4 + Number(length[1]) : status === 304 || status === 204 ? head + 4 : -2;
    }
    if (wanted === -2) {
      const tail = Buffer.concat(parts.slice(-2));
      if (!tail.subarray(-7).equals(LAST_CHUNK)) return;
    } else if (size < wanted) return;
    [parts, size, wanted] = [[], 0, -1];
    done(status);
  });
}

async function load({ port, request, connections, warmupMs, measureMs }: LoadPlan): Promise<LoadResult> {
  const took: number[] = [];
  const bytes = Buffer.from(request);
  const [from, until] = [performance.now() + warmupMs, performance.now() + warmupMs + measureMs];
  let [status, others] = [0, 0];
  const one = () =>
    new Promise<void>((finished, fail) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let began = 0;
      const send = (): void => {
        began = performance.now();
        socket.write(bytes);
      };
      socket.once('connect', send);
      socket.once('error', fail);
      socket.once('close', () => finished());
      readAnswers(socket, (answered) => {
        const now = performance.now();
        if (status === 0) status = answered;
        if (answered !== status) others += 1;
        if (began >= from) took.push(now - began);
        if (now >= until) socket.destroy();
        else send();
      });
    });
  await Promise.all(Array.from({ length: connections }, one));
  return { took, during: performance.now() - from, others, status };
}

if (process.argv[1]?.endsWith('load.ts'))
  console.log(JSON.stringify(await load(JSON.parse(process.argv[2] ?? '{}') as LoadPlan)));
