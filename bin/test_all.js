/**
 * `npm test`: the whole suite in two processes at once, each with a folder and a database server of its own, so that
 * neither meets what the other writes. With arguments it is `node ace test` with them: `npm test -- unit`.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MAIN = process.env.AQUEDUTO_VAR ?? join(ROOT, 'var')
const BESIDE = join(MAIN, 'beside')
const RESULTS = 'test-results.json'
/** The first process has booted and written what both read. */
const BOOTED = 'functional / '

/** Runs a command of the system, in a folder other than its own if one is given; `tell` takes what it prints. */
function ace(args, tell, folder) {
  const child = spawn(process.execPath, [join(ROOT, 'ace.js'), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...(folder && { AQUEDUTO_VAR: folder }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', tell)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
}

const print = (chunk) => process.stdout.write(chunk)

const resultsIn = (folder) => {
  const file = join(folder, RESULTS)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/** Requirement ids that failed anywhere have failed. */
function joinResults() {
  const all = resultsIn(MAIN)
  for (const [id, outcome] of Object.entries(resultsIn(BESIDE))) {
    all[id] = outcome === 'failed' || all[id] === 'failed' ? 'failed' : 'passed'
  }
  writeFileSync(join(MAIN, RESULTS), JSON.stringify(all, null, 1))
}

async function runAll() {
  let booted
  const isBooted = new Promise((resolve) => (booted = resolve))
  const first = ace(['test', 'functional'], (chunk) => {
    print(chunk)
    if (chunk.includes(BOOTED)) booted()
  })
  await Promise.race([isBooted, first])
  const kept = []
  let tell = (chunk) => kept.push(chunk)
  const second = ace(['test', 'unit', 'browser'], (chunk) => tell(chunk), BESIDE)
  const firstCode = await first
  kept.forEach(print)
  tell = print
  const secondCode = await second
  await ace(['db:stop'], () => {}, BESIDE)
  joinResults()
  rmSync(BESIDE, { recursive: true, force: true })
  return firstCode || secondCode
}

const args = process.argv.slice(2)
process.exitCode = await (args.length ? ace(['test', ...args], print) : runAll())
