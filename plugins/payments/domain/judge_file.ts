import type { ParsedFile } from './file_format.ts'

/** What is already known of the agreement's files that bears on a new one. */
export interface KnownSequence {
  readonly fileId: bigint
  readonly sequence: number
}

export interface FileJudgement {
  readonly status: 'importing' | 'rejected' | 'quarantined'
  /** In Portuguese; null when the file goes through. */
  readonly reason: string | null
  readonly otherFileId: bigint | null
}

export interface FileContext {
  readonly agreementCode: string
  readonly agentCode: string
  readonly agentName: string
  /** A file of the same sequence that went through or is going. */
  readonly sameSequence: KnownSequence | null
}

/**
 * Whether a file may be processed: it must be whole, of this agreement and bank, and of a sequence not seen before. The same
 * sequence with other content is set apart for people to look at, not refused (DECISIONS 43).
 */
export function judgeFile(
  file: Pick<ParsedFile, 'header' | 'issues'>,
  context: FileContext
): FileJudgement {
  const broken = file.issues.filter(({ severity }) => severity === 'critical')
  if (broken.length || !file.header) {
    return rejected(broken.map(({ message }) => message).join(' '))
  }
  const { agreementCode, bankCode, fileSequence } = file.header
  if (agreementCode.trim() !== context.agreementCode || bankCode !== context.agentCode) {
    return rejected(
      `O arquivo é do convênio ${agreementCode.trim()} do banco ${bankCode}; o escolhido é o convênio ${context.agreementCode} de ${context.agentName} (${context.agentCode}).`
    )
  }
  if (context.sameSequence) {
    return {
      status: 'quarantined',
      reason: `O arquivo NSA ${fileSequence} deste convênio já foi recebido com outro conteúdo. Confirme com o banco qual dos dois vale; nada deste foi processado.`,
      otherFileId: context.sameSequence.fileId,
    }
  }
  return { status: 'importing', reason: null, otherFileId: null }
}

const rejected = (reason: string): FileJudgement => ({
  status: 'rejected',
  reason: `${reason} Nada foi processado.`,
  otherFileId: null,
})

/** A gap or a step back in the numbering of an agreement's files: said, not refused. */
export function sequenceWarning(sequence: number, lastSequence: number): string | null {
  if (lastSequence === 0 || sequence === lastSequence + 1) return null
  if (sequence <= lastSequence) {
    return `O arquivo NSA ${sequence} chegou depois do NSA ${lastSequence}.`
  }
  const missing = sequence - lastSequence - 1
  return missing === 1
    ? `Falta o arquivo NSA ${lastSequence + 1} deste convênio.`
    : `Faltam os arquivos NSA ${lastSequence + 1} a ${sequence - 1} deste convênio.`
}
