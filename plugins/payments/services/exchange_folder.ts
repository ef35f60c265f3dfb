import { randomBytes } from 'node:crypto'
import { link, lstat, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errors } from '../errors.ts'

/** What names the folder of an agreement. */
export interface FolderOf {
  readonly agentCode: string
  readonly code: string
}

export interface LeftFile {
  /** As the sender named it; only letters, digits, points, hyphens and underscores stay. */
  readonly name: string
  readonly content: Uint8Array
}

const plain = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, '')

const folderName = ({ agentCode, code }: FolderOf): string => `${plain(agentCode)}-${plain(code)}`

/**
 * The folder through which files of an agreement are exchanged with the carrier (VAN), below the root of the environment setting
 * `BANK_FILES_FOLDER`; null when the installation exchanges none. Nothing that people type reaches beyond the root.
 */
export function exchangeFolder(municipalityId: bigint, agreement: FolderOf): ExchangeFolder | null {
  const root = process.env.BANK_FILES_FOLDER
  return root ? new ExchangeFolder(join(root, String(municipalityId), folderName(agreement))) : null
}

/**
 * Leaves a file for the carrier in the folder `out` of an agreement, whole or not at all. The same file again is the same file.
 * @returns where, as people read it; null when no folder is set up
 * @throws BusinessError E_PAYMENTS_OUTBOUND_OTHER when another content lies there under its name
 */
export async function leaveOutbound(
  municipalityId: bigint,
  agreement: FolderOf,
  { name, content }: LeftFile
): Promise<string | null> {
  const folder = exchangeFolder(municipalityId, agreement)
  if (folder === null) return null
  const safe = name.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '')
  await folder.prepare()
  await folder.leave(safe, content)
  return `${folderName(agreement)}/out/${safe}`
}

/** No bank file is larger; what is goes to `rejected` unread. */
const MOST_BYTES = 20 * 1024 * 1024

const PARTS = ['in', 'out', 'taken', 'done', 'rejected'] as const
type Part = (typeof PARTS)[number]

/** A file that lies in the folder of an agreement. */
export interface LyingFile {
  readonly name: string
  readonly size: bigint
  readonly changedAt: Date
  /** Why it cannot be read at all; null when it can. */
  readonly refusal: string | null
}

/** The folder of an agreement, for whoever runs the installation alone. */
export class ExchangeFolder {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  #in(part: Part, name: string): string {
    return join(this.path, part, name)
  }

  async prepare(): Promise<void> {
    for (const part of PARTS) await mkdir(join(this.path, part), { recursive: true, mode: 0o700 })
  }

  /** Files that arrived; hidden ones are a carrier's own, still being written. */
  async arrived(): Promise<LyingFile[]> {
    return this.#list('in')
  }

  /** Files that were taken and not put away: a process that was killed left them. */
  async taken(): Promise<LyingFile[]> {
    return this.#list('taken')
  }

  async #list(part: Part): Promise<LyingFile[]> {
    const names = await readdir(join(this.path, part))
    const files: LyingFile[] = []
    for (const name of names.toSorted()) {
      if (name.startsWith('.')) continue
      const found = await lstat(this.#in(part, name)).catch(() => null)
      if (!found || found.isDirectory()) continue
      const refusal = !found.isFile()
        ? 'Não é um arquivo comum (atalho ou dispositivo).'
        : found.size > MOST_BYTES
          ? 'Tem mais de 20 MB.'
          : found.size === 0
            ? 'Está vazio.'
            : null
      files.push({ name, size: BigInt(found.size), changedAt: found.mtime, refusal })
    }
    return files
  }

  /** Takes a file for this process alone; null when another was first. */
  async take(name: string): Promise<string | null> {
    const takenAs = `${randomBytes(6).toString('hex')}__${name}`
    try {
      await rename(this.#in('in', name), this.#in('taken', takenAs))
      return takenAs
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }

  read(takenAs: string): Promise<Buffer> {
    return readFile(this.#in('taken', takenAs))
  }

  /** Puts a taken file away under its own name and the number of its row; one that is away already is left. */
  async putAway(takenAs: string, to: 'done' | 'rejected', id: bigint): Promise<void> {
    await rename(this.#in('taken', takenAs), this.#in(to, `${id}__${ownName(takenAs)}`)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      }
    )
  }

  /**
   * Leaves a file for the carrier, whole or not at all. The same content under its name is the same file.
   * @throws BusinessError E_PAYMENTS_OUTBOUND_OTHER when another content lies there
   */
  async leave(name: string, content: Uint8Array): Promise<void> {
    const hidden = this.#in('out', `.${randomBytes(6).toString('hex')}`)
    await writeFile(hidden, content, { mode: 0o600, flush: true })
    try {
      // Unlike a rename, a link never takes the place of what is there.
      await link(hidden, this.#in('out', name))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const there = await readFile(this.#in('out', name))
      if (!there.equals(content)) throw errors.E_PAYMENTS_OUTBOUND_OTHER({ name })
    } finally {
      await rm(hidden, { force: true })
    }
  }
}

/** The name under which a taken file came. */
export const ownName = (takenAs: string): string => takenAs.slice(takenAs.indexOf('__') + 2)
