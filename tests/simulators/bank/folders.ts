import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

const OUT = 'out'
const IN = 'in'
const STATEMENTS = 'extratos'

/** The folders of a municipality's agreements, as the carrier of the bank sees them: `<bank>-<agreement>/in`, `/out`. */
export class BankFolders {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
    mkdirSync(root, { recursive: true })
  }

  /** The agreements that have a folder. */
  names(): string[] {
    return readdirSync(this.#root, { withFileTypes: true })
      .filter((one) => one.isDirectory() && /^\d{3}-/.test(one.name))
      .map(({ name }) => name)
      .toSorted()
  }

  /** What the company left for the bank, whole files only. */
  remittances(agreement: string): { readonly name: string; readonly content: string }[] {
    const folder = join(this.#root, agreement, OUT)
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .toSorted()
      .map((name) => ({ name, content: readFileSync(join(folder, name), 'latin1') }))
  }

  /** Leaves a file for the company, whole or not at all. */
  leave(agreement: string, name: string, content: string): string {
    return this.#write([agreement, IN], name, content)
  }

  leaveStatement(agreement: string, name: string, content: string): string {
    return this.#write([agreement, STATEMENTS], name, content)
  }

  /** What the bank remembers from one start to the next. */
  read(name: string): string | null {
    const path = join(this.#root, `.${name}.json`)
    return existsSync(path) ? readFileSync(path, 'utf8') : null
  }

  remember(name: string, text: string): void {
    this.#write([], `.${name}.json`, text)
  }

  #write(parts: readonly string[], name: string, content: string): string {
    const folder = join(this.#root, ...parts)
    mkdirSync(folder, { recursive: true })
    const hidden = join(folder, `.${name.replace(/^\./, '')}.part`)
    writeFileSync(hidden, content, 'latin1')
    renameSync(hidden, join(folder, name))
    return join(folder, name)
  }
}
