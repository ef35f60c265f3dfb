import { availableParallelism } from 'node:os'
import puppeteer, { type Browser, type Page, TimeoutError } from 'puppeteer-core'
import { chromiumLaunchOptions } from './chromium.ts'
import { DocumentError } from './errors.ts'
import { BODY_END, BODY_START } from './render_html.ts'

export interface PdfRendererOptions {
  /** Program to start instead of the one `chromiumLaunchOptions` chooses. */
  readonly executablePath?: string
  /** Pages that print at the same time. Default: one for each core, 2 to 6. */
  readonly pages?: number
  /** Limit for one print, in ms. Default 60 s. */
  readonly timeout?: number
}

export interface PdfOptions {
  /** Written as the file's date instead of the present: the same document then gives the same bytes. */
  readonly timestamp?: Date
  /** Structure for screen readers; costs about a third of the speed. Default false. */
  readonly tagged?: boolean
}

/** One file of a batch: documents `first` to `first + count - 1` of the input. */
export interface PdfBatch {
  readonly first: number
  readonly count: number
  readonly pdf: Buffer
}

const PRINTS_PER_PAGE = 400
/** A browser that dies under three prints of the same document dies of it. */
const ATTEMPTS = 3

interface Slot {
  readonly page: Page
  prints: number
}

/**
 * Prints the HTML of `renderHtml` with one headless browser and a pool of pages. Scripts do not run and the network is
 * refused, whatever a template says. Starts at first use; `close` ends it.
 */
export class PdfRenderer {
  readonly #options: PdfRendererOptions
  readonly #limit: number
  readonly #idle: Slot[] = []
  readonly #waiting: (() => void)[] = []
  #busy = 0
  #browser: Promise<Browser> | null = null

  constructor(options: PdfRendererOptions = {}) {
    this.#options = options
    this.#limit = options.pages ?? Math.min(6, Math.max(2, availableParallelism()))
  }

  /** One PDF; several documents follow each other in it, each on a new page. They must share one head (type and style). */
  async renderPdf(html: string | readonly string[], options: PdfOptions = {}): Promise<Buffer> {
    const whole = typeof html === 'string' ? html : joinDocuments(html)
    const pdf = await this.#withPage((page) => this.#print(page, forPaper(whole), options))
    return options.timestamp === undefined ? pdf : stamped(pdf, options.timestamp)
  }

  /** One PDF for each document, in the order given. */
  async renderPdfs(htmls: readonly string[], options: PdfOptions = {}): Promise<Buffer[]> {
    return Promise.all(htmls.map((html) => this.renderPdf(html, options)))
  }

  /** Large runs: files of `size` documents each, printed side by side, given in order while the next ones print. */
  async *renderBatches(
    htmls: Iterable<string> | AsyncIterable<string>,
    options: PdfOptions & { readonly size?: number } = {}
  ): AsyncGenerator<PdfBatch> {
    yield* this.renderGroups(groups(htmls, options.size ?? 50), options)
  }

  /** As `renderBatches`, with one file for each group that is given. Groups are asked for while earlier ones print. */
  async *renderGroups(
    given: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
    options: PdfOptions = {}
  ): AsyncGenerator<PdfBatch> {
    const running: Promise<PdfBatch>[] = []
    let first = 0
    for await (const group of given) {
      const start = first
      const batch = this.renderPdf(group, options).then((pdf) => ({
        first: start,
        count: group.length,
        pdf,
      }))
      batch.catch(() => {})
      running.push(batch)
      first += group.length
      if (running.length > this.#limit) yield await running.shift()!
    }
    while (running.length > 0) yield await running.shift()!
  }

  /** Ends the browser once the prints under way are done. The renderer may be used again afterwards. */
  async close(): Promise<void> {
    while (this.#busy > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    const browser = this.#browser
    this.#browser = null
    this.#idle.length = 0
    if (browser !== null) await browser.then((open) => open.close()).catch(() => {})
  }

  async #print(page: Page, html: string, options: PdfOptions): Promise<Buffer> {
    const timeout = this.#options.timeout ?? 60_000
    await page.setContent(html, { waitUntil: 'load', timeout })
    const roll = ROLL.exec(html)
    const bytes = await page.pdf({
      ...(roll ? await rollSize(page, Number(roll[1])) : { preferCSSPageSize: true }),
      printBackground: true,
      tagged: options.tagged ?? false,
      timeout,
    })
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  async #withPage<T>(work: (page: Page) => Promise<T>): Promise<T> {
    while (this.#busy >= this.#limit) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    this.#busy++
    try {
      return await this.#attempt(work, ATTEMPTS)
    } catch (cause) {
      if (cause instanceof DocumentError) throw cause
      throw new DocumentError(
        'E_DOCUMENTS_PDF_FAILED',
        {
          message: `Print failed: ${(cause as Error).message}`,
          pt: 'Não foi possível gerar o PDF.',
        },
        { cause }
      )
    } finally {
      this.#busy--
      for (const wake of this.#waiting.splice(0)) wake()
    }
  }

  /** A page or a browser that died under a print is opened again, and the print done anew; what takes too long is not. */
  async #attempt<T>(work: (page: Page) => Promise<T>, left: number): Promise<T> {
    let browser: Browser | undefined
    let slot: Slot | undefined
    try {
      browser = await this.#open()
      slot = this.#idle.pop() ?? { page: await newPage(browser), prints: 0 }
      const result = await work(slot.page)
      slot.prints++
      if (slot.prints < PRINTS_PER_PAGE && browser.connected) this.#idle.push(slot)
      else await slot.page.close().catch(() => {})
      return result
    } catch (error) {
      if (browser?.connected) await slot?.page.close().catch(() => {})
      const isFinal = error instanceof DocumentError || error instanceof TimeoutError
      if (isFinal || left <= 1) throw error
      return this.#attempt(work, left - 1)
    }
  }

  #open(): Promise<Browser> {
    if (this.#browser !== null) return this.#browser
    const opening = launch(this.#options).then((browser) => {
      browser.once('disconnected', () => {
        if (this.#browser !== opening) return
        this.#browser = null
        this.#idle.length = 0
      })
      return browser
    })
    opening.catch(() => {
      if (this.#browser === opening) this.#browser = null
    })
    this.#browser = opening
    return opening
  }
}

async function launch(options: PdfRendererOptions): Promise<Browser> {
  const { executablePath, args, env } = await chromiumLaunchOptions(options.executablePath)
  try {
    return await puppeteer.launch({
      executablePath,
      env,
      args: [...args, '--host-resolver-rules=MAP * ~NOTFOUND'],
      headless: 'shell',
      pipe: true,
      protocolTimeout: (options.timeout ?? 60_000) + 30_000,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
  } catch (cause) {
    throw new DocumentError(
      'E_DOCUMENTS_NO_BROWSER',
      {
        message: `${executablePath} did not start: ${(cause as Error).message}`,
        pt: 'O gerador de PDF não pôde ser iniciado neste servidor.',
      },
      { cause }
    )
  }
}

/** The mark of a document on a roll in its head, with the width of the roll. */
const ROLL = /<html lang="pt-BR" data-roll="(\d+)">/
const PIXELS_PER_MM = 96 / 25.4

const LONGEST = `Math.max(...[...document.querySelectorAll('.document')].map((one) => one.getBoundingClientRect().height))`

/** Of each weight of the font a letter, so that all of them are there when paper is laid out. */
const LETTERS = [400, 600, 700].map((weight) => `<b style="font-weight:${weight}">a</b>`).join('')
const PAPER_ONLY = `<style>@media screen{.document{display:none}}@media print{#letters{display:none}}</style>${BODY_START}<p id="letters">${LETTERS}</p>`

/**
 * Sheets are never seen on a screen here: without this the browser lays each out for one before it prints it and once
 * more after, which takes a third of the time. A roll is measured on the screen.
 */
function forPaper(html: string): string {
  return ROLL.test(html) ? html : html.replace(BODY_START, () => PAPER_ONLY)
}

/** A roll is cut where its longest document ends. */
async function rollSize(page: Page, width: number) {
  await page.setViewport({ width: Math.round(width * PIXELS_PER_MM), height: 400 })
  const pixels = Number(await page.evaluate(LONGEST))
  return { width: `${width}mm`, height: `${Math.ceil(pixels / PIXELS_PER_MM) + 1}mm` }
}

/** Three walls: no scripts, no network, and only data: addresses pass. */
async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage()
  await page.setJavaScriptEnabled(false)
  await page.setOfflineMode(true)
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    const isInside = request.url().startsWith('data:') || request.url() === 'about:blank'
    void (isInside ? request.continue() : request.abort('blockedbyclient')).catch(() => {})
  })
  return page
}

function joinDocuments(htmls: readonly string[]): string {
  const [first] = htmls
  if (first === undefined) throw mixed('there are no documents to print')
  const cut = first.indexOf(BODY_START)
  const head = first.slice(0, cut)
  const bodies = htmls.map((html) => {
    if (cut < 0 || !html.startsWith(head) || !html.startsWith(BODY_START, cut)) {
      throw mixed('documents of different types or styles cannot share one PDF')
    }
    return html.slice(cut + BODY_START.length, -BODY_END.length)
  })
  return `${head}${BODY_START}${bodies.join('')}${BODY_END}`
}

function mixed(message: string): DocumentError {
  return new DocumentError('E_DOCUMENTS_MIXED_BATCH', {
    message,
    pt: 'Documentos de modelos diferentes não podem ser impressos no mesmo arquivo.',
  })
}

async function* groups(htmls: Iterable<string> | AsyncIterable<string>, size: number) {
  let group: string[] = []
  for await (const html of htmls) {
    group.push(html)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

/**
 * Replaces what the browser writes of itself by as many signs, so that offsets in the file stay true: the dates, and the
 * names of parts of a tagged page, which go on counting from what the same tab printed before.
 */
function stamped(pdf: Buffer, timestamp: Date): Buffer {
  const date = timestamp.toISOString().replace(/\D/g, '').slice(0, 14)
  const text = pdf.toString('latin1')
  const parts = [...new Set(text.match(PART))].toSorted()
  const names = new Map(
    parts.map((name, index) => [name, `(node${String(index).padStart(8, '0')})`])
  )
  return Buffer.from(
    text
      .replace(/(\/(?:CreationDate|ModDate) \(D:)\d{14}/g, `$1${date}`)
      .replace(PART, (name) => names.get(name)!),
    'latin1'
  )
}

const PART = /\(node\d{8}\)/g
