import { registries } from '#core/kernel/index'
import { errors } from './business_errors.ts'
import type { DocumentType } from './document_type.ts'

/** Between the name of a document type and the title of a utility's own model of it. */
export const MODEL_MARK = ':'

/** The document type of a template: its own, or the one that a utility's model is made over. */
export function typeOfTemplate(key: string): DocumentType | undefined {
  const mark = key.indexOf(MODEL_MARK)
  if (mark < 0) return registries().documents.find(key)
  const type = registries().documents.find(key.slice(0, mark))
  return type?.hasModels && key.length > mark + 1 ? type : undefined
}

/** As `typeOfTemplate`. @throws BusinessError E_DOCUMENTS_UNKNOWN */
export function requireType(key: string): DocumentType {
  const type = typeOfTemplate(key)
  if (!type) throw errors.E_DOCUMENTS_UNKNOWN({ document: key })
  return type
}

/** What people call a template. */
export const templateTitle = (key: string): string =>
  key.includes(MODEL_MARK)
    ? key.slice(key.indexOf(MODEL_MARK) + 1)
    : (registries().documents.find(key)?.title ?? key)
