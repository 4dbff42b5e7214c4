// Reading the body of a request: counted as it arrives, so that nobody can fill the memory.
import type { IncomingMessage } from 'node:http'
import { HttpError } from './answers.ts'

/**
 * The body as text.
 *
 * @throws HttpError when it is packed, longer than `max` bytes, or not UTF-8.
 */
export async function readBody(request: IncomingMessage, max: number): Promise<string> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new HttpError(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Packed request bodies are not taken. Send it without Content-Encoding.',
    )
  }
  const bytes = await collect(request, max)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new HttpError(400, 'BAD_REQUEST', 'The request body is not UTF-8.')
  }
}

function gone(): Error {
  return new Error('the request ended before its body did')
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
    request.on('error', reject)
    request.on('close', () => reject(gone()))
  })
}
