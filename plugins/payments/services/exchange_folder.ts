import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

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

/**
 * The folder through which files of an agreement are exchanged with the carrier (VAN), below the root of the environment setting
 * `BANK_FILES_FOLDER`; null when the installation exchanges none. Nothing that people type reaches beyond the root.
 */
export function exchangeFolder(
  municipalityId: bigint,
  { agentCode, code }: FolderOf
): string | null {
  const root = process.env.BANK_FILES_FOLDER
  return root ? join(root, String(municipalityId), `${plain(agentCode)}-${plain(code)}`) : null
}

/**
 * Leaves a file for the carrier in the folder `out` of an agreement: written whole under another name and then renamed, so that
 * nobody fetches half of it. The same file again is the same file.
 * @returns where, as people read it; null when no folder is set up
 */
export async function leaveOutbound(
  municipalityId: bigint,
  agreement: FolderOf,
  { name, content }: LeftFile
): Promise<string | null> {
  const folder = exchangeFolder(municipalityId, agreement)
  if (folder === null) return null
  const out = join(folder, 'out')
  const safe = name.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '')
  await mkdir(out, { recursive: true })
  await writeFile(join(out, `.${safe}.part`), content)
  await rename(join(out, `.${safe}.part`), join(out, safe))
  return `${plain(agreement.agentCode)}-${plain(agreement.code)}/out/${safe}`
}
