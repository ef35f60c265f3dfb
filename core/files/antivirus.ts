import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import env from '#core/kernel/env'
import { errors } from './errors.ts'

const PATIENCE_MS = 60_000
const PIECE = 64 * 1024

/**
 * Asks the scanner that the environment names, if any, about some bytes.
 * @returns what the scanner calls the infection; `null` when it found none, or when no scanner is set up.
 * @throws BusinessError E_FILES_SCANNER when a scanner is set up and does not answer: nothing passes unseen.
 */
export async function findInfection(content: Uint8Array): Promise<string | null> {
  const clamd = env.get('ANTIVIRUS_CLAMD')
  const command = env.get('ANTIVIRUS_COMMAND')
  try {
    if (clamd) return await askClamd(clamd, content)
    return command ? await askCommand(command, content) : null
  } catch (cause) {
    throw errors.E_FILES_SCANNER({ problem: (cause as Error).message }, { cause })
  }
}

/** `INSTREAM` of clamd: pieces with their length before them, an empty one at the end. */
async function askClamd(address: string, content: Uint8Array): Promise<string | null> {
  const [host = '', port = '3310'] = address.split(':')
  const socket = connect({ host, port: Number(port) })
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error(`clamd at ${address} is silent`)))
  socket.write('zINSTREAM\0')
  for (let at = 0; at < content.length; at += PIECE) {
    const piece = content.subarray(at, at + PIECE)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(piece.length)
    socket.write(length)
    socket.write(piece)
  }
  socket.write(Buffer.alloc(4))
  const pieces: Buffer[] = []
  for await (const piece of socket) pieces.push(piece as Buffer)
  const answer = Buffer.concat(pieces).toString('utf8').replaceAll('\0', '').trim()
  if (answer.endsWith('OK')) return null
  const [, name] = /^stream: (.+) FOUND$/.exec(answer) ?? []
  if (name) return name
  throw new Error(`clamd answered "${answer}"`)
}

/** The file goes to standard input. As clamscan answers: 0 clean, 1 infected, anything else a failure of its own. */
function askCommand(line: string, content: Uint8Array): Promise<string | null> {
  const [program = '', ...args] = line.split(/\s+/)
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'], timeout: PATIENCE_MS })
    let said = ''
    child.stdout.on('data', (piece: Buffer) => (said += piece.toString('utf8')))
    child.on('error', fail)
    // A scanner that has seen enough closes its end; its answer counts.
    child.stdin.on('error', () => {})
    child.on('close', (code) => {
      if (code === 0) done(null)
      else if (code === 1) done(/: (.+) FOUND/.exec(said)?.[1] ?? 'vírus')
      else fail(new Error(`${program} ended with ${code}`))
    })
    child.stdin.end(content)
  })
}
