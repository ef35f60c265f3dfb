import app from '@adonisjs/core/services/app'
import { PdfRenderer } from './pdf_renderer.ts'

const IDLE_MILLISECONDS = 30_000

let renderer: PdfRenderer | null = null
let users = 0
let idle: NodeJS.Timeout | undefined

/**
 * Prints with the one browser of this process. It starts at first use, is kept for those who come soon after, and ends
 * when nobody printed for a while.
 */
export async function withPrinter<T>(work: (printer: PdfRenderer) => Promise<T>): Promise<T> {
  clearTimeout(idle)
  users++
  try {
    renderer ??= open()
    return await work(renderer)
  } finally {
    users--
    if (users === 0) idle = setTimeout(() => void end(), IDLE_MILLISECONDS).unref()
  }
}

function open(): PdfRenderer {
  app.terminating(end)
  return new PdfRenderer()
}

async function end(): Promise<void> {
  clearTimeout(idle)
  const old = renderer
  renderer = null
  await old?.close()
}
