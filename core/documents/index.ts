export type { DocumentPage, DocumentTemplate, DocumentType } from './document_type.ts'
export { DocumentError, type DocumentErrorCode } from './errors.ts'
export { compileTemplate, renderHtml } from './render_html.ts'
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
