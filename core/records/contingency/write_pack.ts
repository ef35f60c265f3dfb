import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { escapeMarkup } from '#core/text/index'
import { SCRYPT, sealBlock } from './seal.ts'

export interface PackKey {
  readonly salt: Buffer
  readonly key: Buffer
}

export interface PackHead {
  readonly municipality: string
  /** As people read it. */
  readonly madeAt: string
}

const viewer = (name: string) => readFile(app.makePath('templates/contingency', name), 'utf8')

/**
 * The pack as it is written: a page that needs nothing but a browser. What it shows stands in it sealed; its policy lets no
 * request out and only its own program run.
 */
export async function* packPage(
  blocks: AsyncIterable<readonly unknown[]>,
  { salt, key }: PackKey,
  head: PackHead
): AsyncGenerator<string> {
  const [page, style, program] = await Promise.all(
    ['page.html', 'viewer.css', 'viewer.js'].map(viewer)
  )
  const pack = randomUUID()
  const values: Record<string, string> = {
    policy: `default-src 'none'; style-src 'sha256-${digest(style!)}'; script-src 'sha256-${digest(program!)}'`,
    style: style!,
    municipality: escapeMarkup(head.municipality),
    madeAt: escapeMarkup(head.madeAt),
    settings: escapeMarkup(JSON.stringify({ pack, salt: salt.toString('base64'), ...SCRYPT })),
  }
  yield page!.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name]!)
  let count = 0
  for await (const block of blocks)
    yield blockTag(await sealBlock(key, `${pack}/${count++}`, block))
  // How many there are is sealed too: a pack cut short is told, not believed.
  yield blockTag(await sealBlock(key, `${pack}/end`, { blocks: count }))
  yield `<script>${program!}</script>\n</body>\n</html>\n`
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64')
const blockTag = (text: string) => `<script type="application/octet-stream">${text}</script>\n`
