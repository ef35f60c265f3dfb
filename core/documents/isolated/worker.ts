import { parentPort } from 'node:worker_threads'
import { DocumentError } from '../errors.ts'
import { type PreviewTask, preview } from './work.ts'

parentPort?.on('message', ({ id, task }: { id: number; task: PreviewTask }) => {
  try {
    parentPort?.postMessage({ id, done: preview(task) })
  } catch (error) {
    parentPort?.postMessage({ id, error: asPlain(error) })
  }
})
parentPort?.postMessage({ id: 0 })

function asPlain(error: unknown) {
  if (error instanceof DocumentError) {
    const { code, message, pt, line, column, path, part } = error
    return { code, message, pt, line, column, path, part }
  }
  return {
    code: 'E_DOCUMENTS_SYNTAX',
    message: String(error),
    pt: 'o modelo não pôde ser executado.',
  }
}
