import { Worker } from 'node:worker_threads'
import { DocumentError, type DocumentErrorCode } from '../errors.ts'
import type { Preview, PreviewTask } from './work.ts'

export type { Preview, PreviewTask } from './work.ts'

const MILLISECONDS = 4000
const START_MILLISECONDS = 30_000
const HEAP_MEGABYTES = 192
const STACK_MEGABYTES = 4
const IDLE_MILLISECONDS = 120_000

/** The thread runs this same file type: TypeScript in development, JavaScript once built. */
const isSource = import.meta.url.endsWith('.ts')
const FILE = new URL(isSource ? './worker.ts' : './worker.js', import.meta.url)

interface Answer {
  readonly id: number
  readonly done?: Preview
  readonly error?: {
    readonly code: DocumentErrorCode
    readonly message: string
    readonly pt: string
    readonly line?: number
    readonly column?: number
    readonly path?: string
    readonly part?: string
  }
}

let thread: Promise<Worker> | null = null
let turn: Promise<unknown> = Promise.resolve()
let idle: NodeJS.Timeout | undefined
let last = 0

/**
 * Renders a template that nobody has approved in a thread that is ended when it passes its wall time or memory; the next
 * one gets a new thread. One at a time: a preview is waited for by one person.
 * @throws DocumentError of the template, E_DOCUMENTS_TIME, E_DOCUMENTS_MEMORY
 */
export function previewIsolated(
  task: PreviewTask,
  milliseconds: number = MILLISECONDS
): Promise<Preview> {
  const mine = turn.then(() => run(task, milliseconds))
  turn = mine.catch(() => {})
  return mine
}

async function run(task: PreviewTask, milliseconds: number): Promise<Preview> {
  clearTimeout(idle)
  thread ??= start()
  const worker = await thread
  worker.ref()
  const id = ++last
  try {
    const { done, error } = await answerOf(worker, { id, milliseconds, task })
    worker.unref()
    idle = setTimeout(() => void stop(worker), IDLE_MILLISECONDS).unref()
    if (!error) return done!
    const { code, message, pt, ...place } = error
    throw new DocumentError(code, { message, pt: unplaced(pt) }, place)
  } catch (error) {
    if (isLimit(error)) await stop(worker)
    throw error
  }
}

/** The place is written again by the error made here. */
const unplaced = (pt: string) => pt.replace(/^Linha \d+: /, '')

const isLimit = (error: unknown) =>
  !(error instanceof DocumentError) ||
  error.code === 'E_DOCUMENTS_TIME' ||
  error.code === 'E_DOCUMENTS_MEMORY'

async function start(): Promise<Worker> {
  const worker = new Worker(FILE, {
    execArgv: isSource ? [`--import=${import.meta.resolve('#typescript')}`] : [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, stackSizeMb: STACK_MEGABYTES },
  })
  try {
    await answerOf(worker, { id: 0, milliseconds: START_MILLISECONDS, task: null })
    return worker
  } catch (error) {
    await stop(worker)
    throw error
  }
}

async function stop(worker: Worker): Promise<void> {
  thread = null
  await worker.terminate()
}

interface Asked {
  readonly id: number
  readonly milliseconds: number
  readonly task: PreviewTask | null
}

function answerOf(worker: Worker, { id, milliseconds, task }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = () => {
      const pt = `O modelo passou de ${milliseconds / 1000} s e foi interrompido. Reduza as repetições.`
      end(() => reject(refused('E_DOCUMENTS_TIME', pt)))
    }
    const timer = setTimeout(late, milliseconds)
    const answered = (answer: Answer) => {
      if (answer.id === id) end(() => resolve(answer))
    }
    const failed = (error: NodeJS.ErrnoException) => {
      const pt = `O modelo passou de ${HEAP_MEGABYTES} MB e foi interrompido. Reduza as repetições.`
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      end(() => reject(isMemory ? refused('E_DOCUMENTS_MEMORY', pt) : error))
    }
    const end = (settle: () => void) => {
      clearTimeout(timer)
      worker.off('message', answered)
      worker.off('error', failed)
      settle()
    }
    worker.on('message', answered)
    worker.on('error', failed)
    if (task) worker.postMessage({ id, task })
  })
}

const refused = (code: DocumentErrorCode, pt: string) =>
  new DocumentError(code, { message: 'The template was stopped at its limits', pt })
