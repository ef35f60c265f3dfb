/**
 * `npm test`: the whole suite in lanes at once, each with a folder and a database server of its own that end with it, so that
 * none meets what another writes. A lane that is done takes the next step, so that none waits while there is work. With
 * arguments it is `node ace test` with them: `npm test -- unit`.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const MAIN = process.env.AQUEDUTO_VAR ?? join(ROOT, 'var')
const LANES = join(MAIN, 'lanes')
const RESULTS = 'test-results.json'
/** The first lane has booted and written what all read. */
const BOOTED = 'functional / '
/** More than four servers at once gain nothing. */
const LANE_COUNT = Math.max(2, Math.min(4, availableParallelism()))

const files = (...patterns) => patterns.map((pattern) => `--files=${pattern}`)
const rooms = (...names) => files(...names.map((room) => `tests/${room}/*`))
/** What the lanes take in turn: the first to be begun is the first lane's, the longest come before the shorter. */
const STEPS = [
  ['functional', ...files('tests/functional/*')],
  ['browser'],
  ['functional', ...rooms('architecture', 'security')],
  ['functional', ...rooms('faults')],
  ['functional', ...rooms('scenarios', 'conformance')],
  ['unit'],
]

/** Runs a command of the system in the folder of a lane, if one is given; `tell` takes what it prints. */
function ace(args, tell, folder) {
  const child = spawn(process.execPath, [join(ROOT, 'ace.js'), ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...(folder && { AQUEDUTO_VAR: folder, AQUEDUTO_TEST_SERVER: 'throwaway' }),
    },
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
function joinResults(folders) {
  const all = resultsIn(MAIN)
  const found = {}
  for (const [id, outcome] of folders.flatMap((folder) => Object.entries(resultsIn(folder)))) {
    found[id] = outcome === 'failed' || found[id] === 'failed' ? 'failed' : 'passed'
  }
  writeFileSync(join(MAIN, RESULTS), JSON.stringify({ ...all, ...found }, null, 1))
}

/** Takes steps until none is left. @returns 0 when every one passed */
async function runLane(steps, folder, tell) {
  mkdirSync(folder, { recursive: true })
  let failed = 0
  for (let step = steps.shift(); step; step = steps.shift()) {
    failed = (await ace(['test', ...step], tell, folder)) || failed
  }
  await ace(['db:stop'], () => {}, folder)
  return failed
}

/** What a lane prints while the first prints is kept until that has ended. */
function keeper() {
  const kept = []
  let isOpen = false
  return {
    tell: (chunk) => (isOpen ? print(chunk) : kept.push(chunk)),
    open() {
      isOpen = true
      kept.splice(0).forEach(print)
    },
  }
}

async function runAll() {
  const steps = [...STEPS]
  const folders = Array.from({ length: LANE_COUNT }, (_, index) => join(LANES, String(index + 1)))
  let booted
  const isBooted = new Promise((resolve) => (booted = resolve))
  const first = runLane(steps, folders[0], (chunk) => {
    print(chunk)
    if (chunk.includes(BOOTED)) booted()
  })
  await Promise.race([isBooted, first])
  const others = folders.slice(1).map((folder) => {
    const { tell, open } = keeper()
    return { code: runLane(steps, folder, tell), open }
  })
  let failed = await first
  for (const { code, open } of others) {
    open()
    failed = (await code) || failed
  }
  joinResults(folders)
  rmSync(LANES, { recursive: true, force: true })
  return failed
}

const args = process.argv.slice(2)
process.exitCode = await (args.length ? ace(['test', ...args], print) : runAll())
