import { realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What the operating system says of who may reach a folder. */
export interface FolderRights {
  readonly path: string
  readonly exists: boolean
  /** As `0700`; null when the folder does not exist or the system keeps no such rights. */
  readonly mode: string | null
  /** Number of the user that owns it. */
  readonly owner: number | null
  /** Only its owner and its group reach it; null when that is not known. */
  readonly isProtected: boolean | null
  /** Why it is not, in words for people. */
  readonly problems: readonly string[]
}

const OTHERS = 0o007
const OTHERS_WRITE = 0o002
const STICKY = 0o1000
const ROOT = 0

const octal = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, '0')

/** A folder is as safe as those above it: whoever may write there may put another in its place. */
async function openAbove(path: string): Promise<string[]> {
  const open: string[] = []
  for (let above = dirname(path); ; above = dirname(above)) {
    const { mode } = await stat(above)
    if ((mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0) {
      open.push(
        `Qualquer usuário da máquina pode trocar o que há em ${above} (modo ${octal(mode)}).`
      )
    }
    if (above === dirname(above)) return open
  }
}

/** Reads the rights on a folder; one that is not there, or is on a system without them, is told as such. */
export async function folderRights(path: string): Promise<FolderRights> {
  const unknown = { path, mode: null, owner: null, isProtected: null }
  const real = await realpath(path).catch(() => null)
  if (real === null) return { ...unknown, exists: false, problems: ['A pasta não existe.'] }
  const { mode, uid } = await stat(real)
  const self = process.getuid?.()
  if (self === undefined) {
    return { ...unknown, exists: true, problems: ['O sistema operacional não informa direitos.'] }
  }
  const problems = [
    ...((mode & OTHERS) === 0
      ? []
      : [`Qualquer usuário da máquina tem direitos na pasta (modo ${octal(mode)}).`]),
    ...(uid === self || uid === ROOT ? [] : [`A pasta é de outro usuário (${uid}).`]),
    ...(await openAbove(real)),
  ]
  const isProtected = problems.length === 0
  return { path, exists: true, mode: octal(mode), owner: uid, isProtected, problems }
}
