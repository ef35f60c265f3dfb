import type { FilePurpose } from '#core/files/index'

export interface AttachmentKind {
  /** Kept for ever: `identity_card`. */
  readonly value: string
  readonly label: string
  /** Told as missing while the record has none. */
  readonly isRequired?: boolean
}

/** Files that a record may have. */
export interface AttachmentsDeclaration {
  readonly kinds: readonly AttachmentKind[]
  /** Formats and size by content; documents and photographs of up to 15 MB when not said. */
  readonly accept?: Pick<FilePurpose, 'formats' | 'maxBytes'>
  /** Who may see them; those who may read the record, when not said. */
  readonly read?: string
  /** Who may send, replace and remove; those who may write the record, when not said. Both absent: nobody. */
  readonly write?: string
  /** The files show personal data (LGPD): only who sees personal data opens them; the others see that they are there. */
  readonly isPersonal?: boolean
}

/** Notes that people write on a record. */
export interface NotesDeclaration {
  readonly read?: string
  readonly write?: string
}
