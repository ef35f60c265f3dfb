import {
  type DocumentTemplate,
  type DocumentTexts,
  type DocumentType,
  pageOf,
} from './document_type.ts'
import { emailPage, paragraphs } from './email_page.ts'
import { DocumentError } from './errors.ts'
import { PAPERS } from './layouts.ts'
import { compileTemplate } from './render_html.ts'
import { SMS_SEGMENTS, WHATSAPP_CHARACTERS, smsLength } from './short_message.ts'
import { cpcl } from './thermal/cpcl.ts'
import { escPos } from './thermal/esc_pos.ts'
import { rollPage } from './thermal/roll_page.ts'
import {
  type ThermalLine,
  fittingLines,
  markCommands,
  plainLines,
  printableData,
  readLines,
} from './thermal/lines.ts'
import { validateData } from './validate.ts'

/** The plain-text faces that a template may have. */
export const TEXT_TITLES: Readonly<Record<keyof DocumentTexts, string>> = {
  text: 'Texto e impressora térmica',
  email_subject: 'Assunto do e-mail',
  email_text: 'Texto do e-mail',
  email_html: 'Página do e-mail',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
}

type Given = readonly [type: DocumentType, template: DocumentTemplate | null, data: unknown]

/** One plain-text face of a document, unchecked for length. */
function written([type, template, data]: Given, face: keyof DocumentTexts): string {
  const source = template?.texts?.[face] ?? type.texts?.[face]
  if (source === undefined || source.trim() === '') throw notOffered(type, face)
  validateData(type, data)
  if (face === 'email_html') return compileTemplate(source)(data)
  const ready = face === 'text' ? markCommands(source) : source
  return compileTemplate(ready, 'text')(printableData(data))
}

function linesOf(given: Given): { lines: ThermalLine[]; columns: number } {
  const [type, template] = given
  const { columns } = PAPERS[pageOf(type, template).format]
  return { lines: readLines(written(given, 'text'), columns), columns }
}

/** The document in lines of fixed width, as a terminal or a plain-text e-mail shows it. */
export function renderText(...given: Given): string {
  const { lines, columns } = linesOf(given)
  return plainLines(lines, columns)
}

/** A thermal printer: what it speaks, and the width of its roll. */
export interface ThermalPrinter {
  readonly language: 'esc-pos' | 'cpcl'
  /** The document's own paper when it is a roll, else 80 mm. */
  readonly roll?: Roll
}

export type Roll = '80mm' | '104mm'

/** What a thermal printer prints on a roll: bars that are wider than the paper stay out, digits and QR code are there. */
function thermalLines(roll: Roll | undefined, ...given: Given) {
  const [type, template] = given
  const { format } = pageOf(type, template)
  const paper = PAPERS[roll ?? (format === '104mm' ? '104mm' : '80mm')]
  return {
    paper,
    lines: fittingLines(readLines(written(given, 'text'), paper.columns), paper.dots),
  }
}

/** The bytes of a thermal printer. */
export function renderThermal(
  printer: ThermalPrinter | ThermalPrinter['language'],
  ...given: Given
): Buffer {
  const { language, roll } = typeof printer === 'string' ? { language: printer } : printer
  const { lines, paper } = thermalLines(roll, ...given)
  return language === 'cpcl' ? cpcl(lines, paper) : escPos(lines, paper)
}

/** The same as a page: the roll as it comes out of the printer. */
export function renderRoll(roll: Roll, ...given: Given): string {
  const { lines, paper } = thermalLines(roll, ...given)
  return rollPage(lines, paper)
}

export interface Email {
  readonly subject: string
  readonly text: string
  /** A whole page. */
  readonly html: string
}

/** The e-mail that carries the document: subject, text, and its page, made from the text where there is no other. */
export function renderEmail(...given: Given): Email {
  const [type, template] = given
  const subject = written(given, 'email_subject').replace(/\s+/g, ' ').trim().slice(0, 300)
  const text = written(given, 'email_text').trim()
  const own = template?.texts?.email_html ?? type.texts?.email_html
  const body = own?.trim() ? written(given, 'email_html') : paragraphs(text)
  return { subject, text, html: emailPage(body) }
}

/** The text of an SMS, with plain spaces: a single one of good typesetting would make each part 70 long. @throws DocumentError E_DOCUMENTS_TOO_LONG */
export function renderSms(...given: Given): string {
  const text = oneMessage(written(given, 'sms'))
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replaceAll('\u2212', '-')
  const { segments } = smsLength(text)
  if (segments > SMS_SEGMENTS) {
    throw tooLong(`${segments} SMS segments`, `${segments} partes de SMS; cabem ${SMS_SEGMENTS}`)
  }
  return text
}

/** The text of a WhatsApp message. @throws DocumentError E_DOCUMENTS_TOO_LONG */
export function renderWhatsapp(...given: Given): string {
  const text = oneMessage(written(given, 'whatsapp'))
  if (text.length > WHATSAPP_CHARACTERS) {
    const cabem = `${text.length} caracteres de WhatsApp; cabem ${WHATSAPP_CHARACTERS}`
    throw tooLong(`${text.length} WhatsApp characters`, cabem)
  }
  return text
}

const oneMessage = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

function tooLong(what: string, pt: string): DocumentError {
  return new DocumentError('E_DOCUMENTS_TOO_LONG', {
    message: `The message takes ${what}`,
    pt: `A mensagem ocupa ${pt}. Encurte o texto.`,
  })
}

function notOffered(type: DocumentType, face: keyof DocumentTexts): DocumentError {
  return new DocumentError('E_DOCUMENTS_NOT_OFFERED', {
    message: `${type.name} has no template for ${face}`,
    pt: `O modelo de “${type.title}” não tem o texto para ${TEXT_TITLES[face]}.`,
  })
}
