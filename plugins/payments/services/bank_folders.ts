import { type Tx, query } from '#core/database/index'
import { type FolderRights, folderRights, readStoredFile } from '#core/files/index'
import { type Finding, KEYS } from './tell_finding.ts'
import { exchangeFolder } from './exchange_folder.ts'

type Reader = Pick<Tx, 'rawQuery'>

/** The folder of an agreement, with what the operating system says of it. */
export interface BankFolder extends FolderRights {
  readonly agreementId: bigint
  readonly code: string
  readonly agentCode: string
  readonly agentName: string
}

/** An original whose bytes are no longer those that came. */
export interface AlteredFile {
  readonly id: bigint
  readonly name: string
  readonly sequence: bigint | null
}

export interface FoldersReport {
  /** False when the installation exchanges files through no folder. */
  readonly isExchanged: boolean
  readonly folders: readonly BankFolder[]
  readonly altered: readonly AlteredFile[]
  /** Of practice AC-016 (Projeto Acertar). */
  readonly level: 1 | 2 | 3
}

/** Originals compared again each time: older ones were compared on the days before. */
const LAST = 60

/** The folders through which files of the banks come, and whether the originals are what came (AC-016). */
export async function foldersReport(tx: Reader, municipalityId: bigint): Promise<FoldersReport> {
  const folders = await bankFolders(tx, municipalityId)
  const altered = await alteredOriginals(tx, municipalityId)
  const isExchanged = folders.length > 0
  const isSafe = folders.every(({ isProtected }) => isProtected === true) && altered.length === 0
  return { isExchanged, folders, altered, level: isExchanged ? (isSafe ? 3 : 2) : 1 }
}

async function bankFolders(tx: Reader, municipalityId: bigint): Promise<BankFolder[]> {
  const agreements = await query<Omit<BankFolder, keyof FolderRights>>(
    tx,
    `select g.id as "agreementId", g.code, a.code as "agentCode", a.name as "agentName"
       from payments_agreements g join payments_agents a on a.id = g.agent_id
      where g.municipality_id = ? and g.is_watched order by a.code, g.code`,
    [municipalityId]
  )
  const found: BankFolder[] = []
  for (const agreement of agreements) {
    const folder = exchangeFolder(municipalityId, agreement)
    if (folder !== null) found.push({ ...agreement, ...(await folderRights(folder.path)) })
  }
  return found
}

async function alteredOriginals(tx: Reader, municipalityId: bigint): Promise<AlteredFile[]> {
  const files = await query<AlteredFile & { readonly fileObjectId: bigint }>(
    tx,
    `select f.id, f.sequence, f.file_object_id as "fileObjectId", o.name from payments_files f
       join files_objects o on o.id = f.file_object_id
      where f.municipality_id = ? order by f.id desc limit ${LAST}`,
    [municipalityId]
  )
  const altered: AlteredFile[] = []
  for (const { fileObjectId, ...file } of files) {
    const isWhole = await readStoredFile(tx, municipalityId, fileObjectId).then(
      () => true,
      () => false
    )
    if (!isWhole) altered.push(file)
  }
  return altered
}

/** What is wrong with the folders and the originals, for the people who answer for the banks' files. */
export async function folderFindings(tx: Reader, municipalityId: bigint): Promise<Finding[]> {
  const { folders, altered } = await foldersReport(tx, municipalityId)
  const path = '/payments/folders'
  return [
    ...folders
      .filter(({ isProtected, exists }) => exists && isProtected === false)
      .map(({ agreementId, agentName, code, problems }): Finding => ({
        ...{ what: 'folder_open', key: `${KEYS}folder/${agreementId}`, path },
        title: `Pasta desprotegida: ${agentName}, convênio ${code}`,
        detail: `${problems.join(' ')} Deixe nela só o usuário do sistema e o do programa do banco.`,
      })),
    ...altered.map(({ id, name }): Finding => ({
      ...{ what: 'file_altered', key: `${KEYS}original/${id}`, path: `/payments/files/${id}` },
      title: `${name}: o original guardado foi alterado`,
      detail:
        'Os bytes guardados não conferem com a impressão digital (SHA-256) do arquivo que chegou. O sistema não o processa de novo: apure quem o alterou e recupere-o da cópia de segurança.',
    })),
  ]
}
