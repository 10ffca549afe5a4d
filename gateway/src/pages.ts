// The web pages: one document for every path that is a page, and the files it asks for. Where a path is the name of an
// operation too, whoever asks for HTML gets the page.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { StartupError } from '@movies/service-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

interface Held {
  plain: Buffer;
  br: Buffer;
  gzip: Buffer;
  type: string;
  etag: string;
}

export interface Pages {
  folder: string;
  document: Held;
  /** What lies beside the document under a name without a hash: icon and the like. */
  files: ReadonlyMap<string, Held>;
  isPage(path: string): boolean;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export async function readPages(folder: string): Promise<Pages> {
  const names = await readdir(folder).catch(() => {
    throw new StartupError(
      `There are no web pages in ${folder}. Build them with \`pnpm build:web\`, or change WEB_DIR.`,
    );
  });
  const files = names.filter((name) => extname(name) in TYPES && names.includes(`${name}.br`));
  const held = await Promise.all(files.map(async (name) => [`/${name}`, await hold(join(folder, name))] as const));
  const { '/index.html': document, ...others } = Object.fromEntries(held);
  if (!document) throw new StartupError(`There is no index.html in ${folder}. Change WEB_DIR.`);
  const patterns = JSON.parse(await readFile(join(folder, 'pages.json'), 'utf8')) as string[];
  const pattern = new RegExp(`^(${patterns.map(expressionOf).join('|')})/?$`);
  return { folder, document, files: new Map(Object.entries(others)), isPage: (path) => pattern.test(path) };
}

function expressionOf(path: string): string {
  return path === '/' ? '' : path.replace(/:\w+/g, '[^/]+');
}

async function hold(file: string): Promise<Held> {
  const [plain, br, gzip] = await Promise.all([file, `${file}.br`, `${file}.gz`].map((name) => readFile(name)));
  const etag = `"${createHash('sha1')
    .update(plain as Buffer)
    .digest('base64url')}"`;
  return { plain, br, gzip, type: TYPES[extname(file)], etag } as Held;
}

/** Posters may lie anywhere on the web; everything else comes from here. Sockets are named for browsers that do not count them as 'self'. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Never pages: the API and what the platform has of its own. */
const NOT_PAGES = /^\/(api|assets|docs|health|internal|metrics|openapi\.json|socket\.io|\.well-known)(\/|$)/;

/** Before the routes of operations: a page is neither counted nor does it want a token. */
export function pageRoutes(app: FastifyInstance, { folder, document, files, isPage }: Pages): void {
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0] as string;
    if (!isReading(request) || NOT_PAGES.test(path) || files.has(path)) return undefined;
    reply.header('vary', 'Accept');
    if (!wantsHtml(request)) return undefined;
    reply.header('content-security-policy', POLICY);
    return give(document, request, reply.code(isPage(path) ? 200 : 404));
  });
  for (const [path, file] of files) app.get(path, async (request, reply) => give(file, request, reply));
  app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
}

function isReading({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function wantsHtml({ headers: { accept } }: FastifyRequest): boolean {
  return accept?.includes('text/html') ?? false;
}

function give(held: Held, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { type, etag } = held;
  const vary = reply.getHeader('vary');
  reply.headers({ 'cache-control': 'no-cache', etag, vary: vary ? `${vary}, Accept-Encoding` : 'Accept-Encoding' });
  if (reply.statusCode === 200 && request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
  const encoding = encodingFor(request);
  if (encoding !== 'plain') reply.header('content-encoding', encoding);
  return reply.type(type).send(held[encoding]);
}

function encodingFor({ headers }: FastifyRequest): 'br' | 'gzip' | 'plain' {
  const accepted = headers['accept-encoding'] ?? '';
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'plain';
}
