// Reading the body of a request: counted as it arrives, so that nobody can fill the memory.
import type { IncomingMessage } from 'node:http'
import { HttpError } from './answers.ts'

/** How a media type names UTF-8, or a part of it. */
const UTF8 = /^"?(?:utf-?8|us-ascii)"?$/i

/**
 * The body as text.
 *
 * @throws HttpError when it is packed, longer than `max` bytes, or not UTF-8, and when the client goes before all of it has come.
 */
export async function readBody(request: IncomingMessage, max: number): Promise<string> {
  const { 'content-encoding': encoding, 'content-type': type = '' } = request.headers
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new HttpError(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Packed request bodies are not taken. Send it without Content-Encoding.',
    )
  }
  const [, charset] = /;\s*charset=([^;\s]*)/i.exec(type) ?? []
  if (charset !== undefined && !UTF8.test(charset)) {
    throw new HttpError(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'A request body is read as UTF-8. Send it so, and say no other `charset`.',
    )
  }
  const bytes = await collect(request, max)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new HttpError(400, 'BAD_REQUEST', 'The request body is not UTF-8.')
  }
}

/** Nobody hears of it, and it is no fault of the server. */
function gone(): HttpError {
  return new HttpError(400, 'BAD_REQUEST', 'The request ended before its body did.')
}

function collect(request: IncomingMessage, max: number): Promise<Buffer> {
  const tooLong = () => new HttpError(413, 'LIMIT_EXCEEDED', `A request body may have ${max} bytes at most.`)
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > max) return reject(tooLong())
    // Whoever has gone says nothing any more, not even that.
    if (request.destroyed) return reject(gone())
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= max) chunks.push(chunk)
      else reject(tooLong())
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', () => reject(gone()))
    request.on('close', () => reject(gone()))
  })
}
