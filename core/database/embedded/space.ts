import { statfsSync } from 'node:fs'

/** A new database with the demo municipality takes about 300 MB; one that runs must be able to end what it began. */
const NEEDED_MB = { first: 512, later: 64 } as const
const MB = 1024 * 1024

/** PostgreSQL's and the operating system's own codes for a disk that is full. */
const FULL: ReadonlySet<unknown> = new Set(['53100', 'ENOSPC', 'EDQUOT'])

/**
 * Refuses to start on a disk that would fill up half-way: what stands stays as it is.
 * @throws Error E_DATABASE_DISK with the space that is there and the space that is needed.
 */
export function checkSpace(folder: string, start: keyof typeof NEEDED_MB): void {
  const { bavail, bsize } = statfsSync(folder)
  const free = Math.floor((bavail * bsize) / MB)
  const needed = NEEDED_MB[start]
  if (free >= needed) return
  throw new Error(
    `E_DATABASE_DISK: só há ${free} MB livres em ${folder} e o banco de dados precisa de ${needed} MB para começar. Libere espaço e rode de novo; nada foi alterado.`
  )
}

/** What to say of a failure whose cause is a full disk; null for any other. */
export function fullDiskText(error: unknown): string | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (FULL.has((one as { code?: unknown }).code))
      return 'E_DATABASE_DISK: o disco encheu. O que estava gravado continua inteiro e o que se fazia foi desfeito. Libere espaço e rode de novo.'
  }
  return null
}
