/**
 * The ceiling: node:http and pg, one prepared statement that makes the JSON in PostgreSQL, nothing else. No sign-in, no
 * GraphQL, no row-level security. `node plain-server.ts` with PORT, PEER_DATABASE and STATEMENTS (a JSON list of SQL).
 */
import { createServer } from 'node:http';
import pg from 'pg';

const statements = JSON.parse(process.env['STATEMENTS'] ?? '[]') as string[];
const pool = new pg.Pool({ connectionString: process.env['PEER_DATABASE'], max: 10 });
const server = createServer((request, response) => {
  const number = Number(request.url?.slice(1));
  const sql = statements[number];
  // The body is taken in, because a request that asks has one.
  request.resume();
  request.once('end', () => {
    if (sql === undefined) {
      response.writeHead(404).end();
      return;
    }
    pool.query<{ data: string }>({ name: `q${number}`, text: sql }).then(
      ({ rows }) => {
        const body = `{"data":${rows[0]?.data ?? 'null'}}`;
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
        });
        response.end(body);
      },
      (error: unknown) => {
        console.error(error);
        response.writeHead(500).end();
      },
    );
  });
});
server.listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('ready'));
