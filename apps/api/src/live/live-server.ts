import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  handleProtocols,
  makeServer,
  type Server,
  type SubscribePayload,
} from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { Caller } from '#lib/access';
import type { Config } from '#lib/config';
import type { EventBus, Feed } from '#lib/events';
import { DomainError } from '#lib/kernel';
import { FirmReads } from '../graphql/firm-reads.js';
import { createLoaders } from '../graphql/loaders.js';
import { isOurOrigin, sessionTokenOf, unauthenticated } from '../http/caller.js';
import { loadPortalQueries, notPersisted } from '../http/persisted.js';
import { CONFIG, EVENTS, LOG, SERVICES, type Services } from '../services.js';
import { Connection, callerOfKey, keyOfPayload, keyOfRequest } from './connection.js';
import { CLOSE, LIVE_LIMITS } from './limits.js';
import { follow, judge, type LiveContext, presentErrors, presentResult, refusal } from './operations.js';

/** What goes with a connection through the protocol's server. */
interface Extra {
  readonly connection: Connection;
}

/**
 * The door for subscriptions: WebSocket at /graphql. A browser shows its session's cookie and must come from our own
 * pages; a program shows a token, as a header or in `connection_init`. Whoever's session or token ends is cut off.
 */
@Injectable()
export class LiveServer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly connections = new Set<Connection>();
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LIVE_LIMITS.messageBytes,
    perMessageDeflate: false,
    handleProtocols,
  });
  private readonly portalQueries = loadPortalQueries();
  private readonly timers: NodeJS.Timeout[] = [];
  private protocol: Server<Extra> | null = null;
  private accounts: Feed | null = null;

  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Logger,
    @Inject(EVENTS) private readonly events: EventBus,
    @Inject(GraphQLSchemaHost) private readonly schemaHost: GraphQLSchemaHost,
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
  ) {}

  onApplicationBootstrap(): void {
    this.protocol = this.makeProtocol();
    const server = this.http.httpAdapter.getHttpServer() as HttpServer;
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => undefined);
      void this.upgrade(request, socket, head).catch((error: unknown) => {
        this.log.error({ err: error }, 'surprise');
        refuse(socket, 500);
      });
    });
    this.every(LIVE_LIMITS.pingMs, () => {
      for (const connection of this.connections) connection.ping();
    });
    // A round that takes longer than the pause before it is not doubled.
    let looking = false;
    this.every(LIVE_LIMITS.sessionMs, () => {
      if (looking) return;
      looking = true;
      void this.lookAgain(() => true).finally(() => {
        looking = false;
      });
    });
    this.accounts = this.events.subscribe(({ kind }) => kind === 'account');
    void this.followAccounts(this.accounts);
  }

  onModuleDestroy(): void {
    for (const timer of this.timers) clearInterval(timer);
    this.accounts?.close();
    for (const connection of this.connections) connection.close(CLOSE.goingAway);
    // A client that does not answer the closing would keep the process.
    setTimeout(() => {
      for (const { socket } of this.connections) socket.terminate();
    }, 1_000).unref();
    this.sockets.close();
  }

  private every(milliseconds: number, work: () => void): void {
    const timer = setInterval(work, milliseconds);
    timer.unref();
    this.timers.push(timer);
  }

  /** Refuses what can be refused before a connection is made. */
  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { headers } = request;
    if (request.url?.split('?')[0] !== '/graphql') return refuse(socket, 404);
    if (!(headers['sec-websocket-protocol'] ?? '').includes(GRAPHQL_TRANSPORT_WS_PROTOCOL)) return refuse(socket, 400);
    const byCookie = headers.authorization === undefined && sessionTokenOf(request) !== null;
    // A browser always says where the page comes from; another site's page, or a cookie without a page, is refused.
    if ((headers.origin !== undefined || byCookie) && !isOurOrigin(headers, this.config.publicUrl))
      return refuse(socket, 403);
    if (this.connections.size >= LIVE_LIMITS.connections) return refuse(socket, 503);
    this.sockets.handleUpgrade(request, socket, head, (opened) => this.open(new Connection(opened, request)));
  }

  private open(connection: Connection): void {
    const { socket } = connection;
    this.connections.add(connection);
    const closed = this.protocol?.opened(
      {
        protocol: socket.protocol,
        send: (text) => connection.send(text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          socket.on('message', (data) => {
            if (!connection.admit(Date.now())) return;
            void take(String(data)).catch((error: unknown) => {
              this.log.error({ err: error }, 'surprise');
              connection.close(CLOSE.broken);
            });
          }),
      },
      { connection },
    );
    // A frame too large or not of the protocol: ws closes by itself.
    socket.on('error', (error) => this.log.debug({ err: error }, 'a WebSocket broke'));
    socket.once('close', (code, reason) => {
      this.connections.delete(connection);
      void closed?.(code, String(reason));
    });
  }

  private makeProtocol(): Server<Extra> {
    const { log } = this;
    return makeServer<Record<string, unknown>, Extra>({
      connectionInitWaitTimeout: LIVE_LIMITS.initMs,
      onConnect: ({ connectionParams, extra }) => this.admit(extra.connection, connectionParams),
      onSubscribe: ({ subscriptions, extra: { connection } }, id, payload) => {
        if (connection.caller === null) return [refusal(unauthenticated())];
        if (Object.keys(subscriptions).filter((each) => each !== id).length >= LIVE_LIMITS.subscriptions)
          return [refusal(tooManySubscriptions())];
        const document = this.documentOf(connection.caller, payload);
        if (document instanceof DomainError) return [refusal(document)];
        return judge(
          this.schemaHost.schema,
          { ...payload, query: document },
          this.contextOf(connection, connection.caller),
        );
      },
      subscribe: follow,
      onError: ({ extra }, _id, _payload, errors) => presentErrors(log, errors, askerOf(extra.connection)),
      onNext: ({ extra }, _id, _payload, _args, result) => presentResult(log, result, askerOf(extra.connection)),
    });
  }

  /** Finds out who asks. False closes the connection; it was told why before. */
  private async admit(connection: Connection, payload: Record<string, unknown> | undefined): Promise<boolean> {
    const key = keyOfPayload(payload) ?? keyOfRequest(connection.request);
    const caller = key === null ? null : await callerOfKey(this.services, key, true);
    if (key === null || caller === null) {
      connection.close(CLOSE.unauthenticated);
      return false;
    }
    const others = [...this.connections].filter((c) => c.caller?.accountId === caller.accountId);
    if (others.length >= LIVE_LIMITS.connectionsPerAccount) {
      connection.close(CLOSE.tooMany);
      return false;
    }
    connection.key = key;
    connection.caller = caller;
    return true;
  }

  /** The portal's document behind a hash, or the text itself from whoever may ask freely; else why not. */
  private documentOf({ via }: Caller, { query, extensions }: SubscribePayload): string | DomainError {
    try {
      const text = this.portalQueries.documentOf(extensions);
      if (text !== null) return text;
      return via === 'token' || this.config.sessionQueries === 'any' ? query : notPersisted();
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }

  private contextOf(connection: Connection, caller: Caller): LiveContext {
    return {
      req: { headers: connection.request.headers, caller },
      caller,
      loaders: createLoaders(this.services, caller),
      firms: new FirmReads(),
      fresh: () => this.contextOf(connection, caller),
    };
  }

  /** Cuts off at once whose session or token was told to have ended. */
  private async followAccounts(feed: Feed): Promise<void> {
    for (;;) {
      const heard = await feed.next();
      if (heard === null) return;
      await this.lookAgain((accountId) => heard.kind === 'gap' || heard.id === accountId);
    }
  }

  /** Looks again whether what connections were opened with still holds. */
  private async lookAgain(which: (accountId: string) => boolean): Promise<void> {
    for (const connection of [...this.connections]) {
      const { key, caller } = connection;
      if (key === null || caller === null || !which(caller.accountId)) continue;
      try {
        const now = await callerOfKey(this.services, key, false);
        if (now === null) connection.close(CLOSE.sessionEnded);
        else if (!connection.isUnchanged(now)) connection.close(CLOSE.accessChanged);
      } catch (error) {
        // Without the database nothing can be read either; the next look decides.
        this.log.warn({ err: error }, 'sessions of open connections could not be looked up');
        return;
      }
    }
  }
}

function askerOf({ request, caller }: Connection): LiveContext['req'] {
  return { headers: request.headers, ...(caller === null ? {} : { caller }) };
}

const STATUS = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Answers an upgrade with a refusal and ends it. */
function refuse(socket: Duplex, status: keyof typeof STATUS): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function tooManySubscriptions(): DomainError {
  return new DomainError({
    code: 'TOO_MANY_SUBSCRIPTIONS',
    message: `Một kết nối theo dõi được nhiều nhất ${LIVE_LIMITS.subscriptions} mục cùng lúc. Hãy dừng bớt rồi thử lại.`,
    messageEn: `One connection follows at most ${LIVE_LIMITS.subscriptions} things at once. Stop some and try again.`,
  });
}
