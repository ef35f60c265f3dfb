import {
  type DocumentTemplate,
  type DocumentTexts,
  type DocumentType,
  pageOf,
} from './document_type.ts'
import { DocumentError } from './errors.ts'
import { PAPERS } from './layouts.ts'
import { compileTemplate } from './render_html.ts'
import { SMS_SEGMENTS, WHATSAPP_CHARACTERS, smsLength } from './short_message.ts'
import { cpcl } from './thermal/cpcl.ts'
import { escPos } from './thermal/esc_pos.ts'
import {
  type ThermalLine,
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
  sms: 'SMS',
  whatsapp: 'WhatsApp',
}

type Given = readonly [type: DocumentType, template: DocumentTemplate | null, data: unknown]

/** One plain-text face of a document, unchecked for length. */
function written([type, template, data]: Given, face: keyof DocumentTexts): string {
  const source = template?.texts?.[face] ?? type.texts?.[face]
  if (source === undefined || source.trim() === '') throw notOffered(type, face)
  validateData(type, data)
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

/** The bytes of a thermal printer. A roll's own width is used; other papers print on 80 mm. */
export function renderThermal(language: 'esc-pos' | 'cpcl', ...given: Given): Buffer {
  const [type, template] = given
  const { format } = pageOf(type, template)
  const paper = PAPERS[format === '104mm' ? '104mm' : '80mm']
  const lines = readLines(written(given, 'text'), paper.columns)
  return language === 'cpcl' ? cpcl(lines, paper) : escPos(lines, paper)
}

/** Subject and text of the e-mail that carries the document. */
export function renderEmail(...given: Given): { readonly subject: string; readonly text: string } {
  const subject = written(given, 'email_subject').replace(/\s+/g, ' ').trim().slice(0, 300)
  return { subject, text: written(given, 'email_text').trim() }
}

/** The text of an SMS. @throws DocumentError E_DOCUMENTS_TOO_LONG */
export function renderSms(...given: Given): string {
  const text = oneMessage(written(given, 'sms'))
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
