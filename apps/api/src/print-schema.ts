import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { printSchema } from 'graphql';
import { buildSchema } from './graphql/schema.js';

/** Prints the GraphQL schema (SDL), sorted: `print-schema.js [--out FILE]`. Needs no database. */
const sdl = `${printSchema(await buildSchema())}\n`;
const out = process.argv.indexOf('--out');
const file = out < 0 ? undefined : process.argv[out + 1];
if (file === undefined) process.stdout.write(sdl);
else writeFileSync(file, sdl);
