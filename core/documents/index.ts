export {
  type DocumentOutput,
  type DocumentPage,
  type DocumentTemplate,
  type DocumentTexts,
  type DocumentType,
  type RealData,
  outputsOf,
} from './document_type.ts'
export { type PageFormat, PAPERS } from './layouts.ts'
export { DocumentError, type DocumentErrorCode } from './errors.ts'
export { compileTemplate, renderHtml } from './render_html.ts'
export {
  type Email,
  type Roll,
  type ThermalPrinter,
  renderEmail,
  renderRoll,
  renderSms,
  renderText,
  renderThermal,
  renderWhatsapp,
} from './render_text.ts'
export { emailPage } from './email_page.ts'
export { type Issued, type Issuing, issueDocument } from './issued/issue_document.ts'
export {
  type IssuingOnce,
  type OnceOf,
  type Standing,
  issueOnce,
  issuedData,
  issuedDataOf,
  issuedKey,
  issuedPage,
} from './issued/issue_once.ts'
export { type IssuedRow, issuedHtml, issuedOf } from './issued/read_issued.ts'
export { noteReprint } from './issued/reprint_action.ts'
export { type Model, modelsOf } from './issued/models_in_force.ts'
export { MODEL_MARK } from './models.ts'
export { type MessageLength, smsLength } from './short_message.ts'
export { withPrinter } from './printer.ts'
export { templateInForce } from './template_in_force.ts'
export { validateData } from './validate.ts'
export { HELPER_DOCS, type HelperDoc } from './helpers.ts'
export { type ItfOptions, itfSvg, type QrOptions, qrSvg } from './barcodes.ts'
export {
  type PdfBatch,
  type PdfOptions,
  PdfRenderer,
  type PdfRendererOptions,
} from './pdf_renderer.ts'
export * as schemaParts from './schema_parts.ts'
