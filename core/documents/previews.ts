import { type DocumentOutput, type DocumentType, outputsOf } from './document_type.ts'

/** What a preview shows. */
export const PREVIEWS = {
  'html': 'Página',
  'text': 'Texto',
  'thermal-80mm': 'Bobina de 80 mm',
  'thermal-104mm': 'Bobina de 104 mm',
  'email': 'E-mail',
  'email-text': 'E-mail, só texto',
  'sms': 'SMS',
  'whatsapp': 'WhatsApp',
} as const

export type PreviewFace = keyof typeof PREVIEWS

/** Of each output, how it is looked at; a PDF is the page. */
const SHOWN: Readonly<Record<DocumentOutput, readonly PreviewFace[]>> = {
  html: ['html'],
  pdf: ['html'],
  text: ['text'],
  thermal: ['thermal-80mm', 'thermal-104mm'],
  email: ['email', 'email-text'],
  sms: ['sms'],
  whatsapp: ['whatsapp'],
}

/** The previews of a document type, with what the editor calls them. */
export function previewsOf(type: DocumentType): readonly (readonly [PreviewFace, string])[] {
  const faces = new Set(outputsOf(type).flatMap((output) => SHOWN[output]))
  return [...faces].map((face) => [face, PREVIEWS[face]] as const)
}
