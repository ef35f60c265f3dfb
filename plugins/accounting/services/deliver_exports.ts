import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clearAlert, raiseAlert } from '#core/alerts/index'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { varPath } from '#core/kernel/index'
import { errors } from '../errors.ts'

interface Waiting {
  readonly id: bigint
  readonly file_id: bigint
  readonly file_name: string
}

export interface Delivery {
  readonly delivered: number
  readonly failed: number
}

const ATTEMPTS = 3
const FOLDER = 'contabilidade'

/** Where files wait for other systems: `EXCHANGE_FOLDER`, or `exchange` beside the data. */
const exchangeFolder = (): string => process.env.EXCHANGE_FOLDER || varPath('exchange')

/** Where delivered files wait until they are fetched. */
export const deliveryFolder = (): string => join(exchangeFolder(), FOLDER)

export const deliveredPath = (name: string): string => join(deliveryFolder(), name)

/** Puts the file where the other system looks for it: whole or not at all, and the same file again without harm. */
async function leave(name: string, content: Uint8Array): Promise<void> {
  const folder = deliveryFolder()
  // Whoever fetches the files is let in by its group; nobody else of the machine is.
  await mkdir(folder, { recursive: true, mode: 0o750 })
  const unfinished = join(folder, `.${name}.part`)
  await writeFile(unfinished, content)
  await rename(unfinished, join(folder, name))
}

async function tryToLeave(name: string, content: Uint8Array): Promise<string | null> {
  let problem: string | null = null
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      await leave(name, content)
      return null
    } catch (error) {
      problem = (error as Error).message
    }
  }
  return problem
}

const keyOf = (id: bigint) => `accounting.export/${id}`

/** Delivers what was written and not delivered yet, the oldest first; what fails is told to people and tried by the next run. */
export async function deliverExports(tx: Tx, municipalityId: bigint): Promise<Delivery> {
  const waiting = await query<Waiting>(
    tx,
    `select id, file_id, file_name from accounting_exports
      where municipality_id = ? and state <> 'delivered' order by sequence for update`,
    [municipalityId]
  )
  let delivered = 0
  for (const { id, file_id: fileId, file_name: name } of waiting) {
    const { content } = await readStoredFile(tx, municipalityId, fileId)
    const problem = await tryToLeave(name, content)
    await query(
      tx,
      `update accounting_exports set state = ?, attempts = attempts + 1, problem = ?, delivered_at = ? where id = ?`,
      [problem ? 'failed' : 'delivered', problem, problem ? null : clock.now(), id]
    )
    if (problem) await tellFailure(tx, { municipalityId, id, name, problem })
    else await clearAlert(tx, municipalityId, keyOf(id))
    if (!problem) delivered++
  }
  return { delivered, failed: waiting.length - delivered }
}

interface Failure {
  readonly municipalityId: bigint
  readonly id: bigint
  readonly name: string
  readonly problem: string
}

const tellFailure = (tx: Tx, { municipalityId, id, name, problem }: Failure) =>
  raiseAlert(tx, {
    ...{ municipalityId, topic: 'report', key: keyOf(id) },
    title: `${name} não chegou ao sistema contábil`,
    detail: problem,
    path: `/accounting/exports/${id}`,
  })

/** The bytes of an export. @throws E_ACCOUNTING_EXPORT_UNKNOWN, and as `readStoredFile` */
export async function exportedFile(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  id: bigint
): Promise<{ readonly name: string; readonly content: Uint8Array }> {
  const [row] = await query<Waiting>(
    reader,
    'select id, file_id, file_name from accounting_exports where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!row) throw errors.E_ACCOUNTING_EXPORT_UNKNOWN({ id })
  const { content } = await readStoredFile(reader, municipalityId, row.file_id)
  return { name: row.file_name, content }
}
