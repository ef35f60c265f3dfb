import { readFile, stat } from 'node:fs/promises'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import type { Actor } from '#core/actions/index'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { sha256 } from '#core/database/index'
import { findInfection } from './antivirus.ts'
import { errors } from './errors.ts'
import { FORMATS, type FileFormat, formatOf, isImage } from './formats.ts'
import { remakeImage } from './images.ts'
import { PHOTO_LIMITS, type PhotoLimits } from './parameters.ts'
import type { FilePurpose } from './purposes.ts'
import { storeQuarantined } from './stored_files.ts'

/** A file as somebody sent it. */
export interface SentFile {
  readonly name: string
  readonly content: Uint8Array
}

/** A file that passed every check of its purpose and may be stored. */
export interface AcceptedFile {
  /** `clientName` and `size` let the audit trail write the file's name and size instead of its bytes. */
  readonly clientName: string
  readonly size: number
  readonly purpose: string
  readonly mediaType: string
  readonly content: Uint8Array
  /** Of the bytes as sent; an image is made anew. */
  readonly receivedSha256: string
  readonly image: {
    readonly width: number
    readonly height: number
    readonly thumbnail: Uint8Array
  } | null
}

/** The first file that a form sent under one of these names. @throws BusinessError E_FILES_MISSING, E_FILES_TOO_LARGE */
export async function sentFile(
  { request }: Pick<HttpContext, 'request'>,
  fields: readonly string[],
  purpose: FilePurpose
): Promise<SentFile> {
  const sent = fields.map((field) => request.file(field)).find((file) => file?.tmpPath)
  if (!sent?.tmpPath) throw errors.E_FILES_MISSING()
  const { size } = await stat(sent.tmpPath)
  checkSize({ name: sent.clientName, size }, purpose)
  return { name: sent.clientName, content: await readFile(sent.tmpPath) }
}

/**
 * Checks a file against its purpose, by its content: size, format, virus; an image is made anew without what the camera
 * wrote into it.
 * @throws BusinessError E_FILES_TOO_LARGE, E_FILES_FORMAT, E_FILES_IMAGE, E_FILES_IMAGE_LARGE, E_FILES_INFECTED, E_FILES_SCANNER
 */
export async function acceptFile(
  purpose: FilePurpose,
  { name, content }: SentFile,
  actor: Actor
): Promise<AcceptedFile> {
  checkSize({ name, size: content.byteLength }, purpose)
  const format = formatOf(content)
  if (format === null || !purpose.formats.includes(format)) {
    throw errors.E_FILES_FORMAT({ name: plainName(name), formats: formatWords(purpose.formats) })
  }
  const infection = await findInfection(content)
  if (infection) throw await quarantine({ purpose, name, content, infection, actor })
  const common = { purpose: purpose.name, receivedSha256: sha256(content) }
  if (!isImage(format)) return { ...common, ...kept(name, format, content), image: null }
  const { municipalityId } = actor
  const limits = await parameterWithin<PhotoLimits>(db, { key: PHOTO_LIMITS, municipalityId })
  const made = await remakeImage(content, limits)
  const { width, height, thumbnail } = made
  return {
    ...common,
    ...kept(name, made.format, made.content),
    image: { width, height, thumbnail },
  }
}

const kept = (name: string, format: FileFormat, content: Uint8Array) => ({
  clientName: nameAs(name, format),
  size: content.byteLength,
  mediaType: FORMATS[format].mediaType,
  content,
})

const LONGEST_NAME = 120

/** Without folders and signs that a file system or a header could stumble over. */
const plainName = (name: string) =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{C}"<>:|?*]/gu, '')
    .trim()
    .slice(-LONGEST_NAME) || 'arquivo'

/** The sender's name with the ending of what it is: a name never says otherwise. Texts keep theirs (csv, rem, ret…). */
function nameAs(name: string, format: FileFormat): string {
  const plain = plainName(name)
  if (format === 'text') {
    return /\.(html?|xhtml|svg|js|mjs|hta|bat|cmd|ps1|vbs)$/i.test(plain) ? `${plain}.txt` : plain
  }
  const { extension } = FORMATS[format]
  return `${plain.replace(/\.[a-z0-9]{1,5}$/i, '')}.${extension}`
}

export const formatWords = (formats: readonly FileFormat[]) =>
  formats.map((format) => FORMATS[format].title).join(', ')

/** `15 MB` */
export const sizeWords = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} bytes`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',').replace(',0', '')} MB`
}

function checkSize(
  { name, size }: { readonly name: string; readonly size: number },
  { name: purpose, maxBytes }: FilePurpose
): void {
  if (size === 0) throw errors.E_FILES_MISSING()
  if (size <= maxBytes) return
  const limitWords = sizeWords(maxBytes)
  throw errors.E_FILES_TOO_LARGE({
    ...{ name: plainName(name), bytes: size, purpose, limit: maxBytes, limitWords },
  })
}

interface Infected extends SentFile {
  readonly purpose: FilePurpose
  readonly infection: string
  readonly actor: Actor
}

/** Sets an infected file aside, with who sent it, and gives the refusal. */
async function quarantine({ purpose, name, content, infection, actor }: Infected) {
  await db.transaction(async (tx) => {
    const { id, sha256: hash } = await storeQuarantined(tx, {
      municipalityId: actor.municipalityId,
      name: plainName(name),
      mediaType: 'application/octet-stream',
      content,
      createdBy: actor.userId,
      purpose: purpose.name,
      infection,
    })
    await appendEntry(tx, {
      municipalityId: actor.municipalityId,
      at: clock.now(),
      actor,
      action: 'files.quarantine',
      subject: null,
      description: `Antivírus recusou o arquivo ${plainName(name)}: ${infection}`,
      reason: null,
      payload: { file: String(id), sha256: hash, purpose: purpose.name, infection },
    })
  })
  return errors.E_FILES_INFECTED({ name: plainName(name), infection })
}
