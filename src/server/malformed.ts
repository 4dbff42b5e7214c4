// What is no HTTP request, or comes too slowly to be one: answered as everything else is, and the connection ends.
import { STATUS_CODES } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { SECURITY_HEADERS, failure } from './answers.ts'
import type { Answer } from './answers.ts'

const CLOSING = { connection: 'close', 'cache-control': 'no-store' }

/** Answers what Node would end with a bare status line. To be called before the server listens. */
export function answerMalformed(server: Server): void {
  const answering = new WeakMap<Duplex, ServerResponse>()
  server.on('request', ({ socket }, response) => answering.set(socket, response))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const response = answering.get(socket)
    // Behind the beginning of an answer, another would be taken for its end.
    const isAnswering = response?.headersSent === true && !response.writableFinished
    if (socket.writable && error.code !== 'ECONNRESET' && !isAnswering)
      socket.write(toBytes(FAILURES[error.code ?? ''] ?? NO_REQUEST))
    socket.destroy(error)
  })
}

/** What is wrong, by the code of Node or of its parser. */
const FAILURES: Readonly<Record<string, Answer>> = {
  HPE_HEADER_OVERFLOW: failure(
    431,
    'LIMIT_EXCEEDED',
    'The address and the headers of the request are too long together.',
  ),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: failure(413, 'LIMIT_EXCEEDED', 'The chunk extensions of the request are too long.'),
  ERR_HTTP_REQUEST_TIMEOUT: failure(408, 'TIMEOUT', 'The request took too long to arrive.'),
}
const NO_REQUEST = failure(400, 'BAD_REQUEST', 'This is no HTTP request.')

function toBytes({ status, headers = {}, body = '' }: Answer): string {
  const all = { ...SECURITY_HEADERS, ...CLOSING, ...headers, 'content-length': Buffer.byteLength(body) }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${String(value)}`)
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n')
}
