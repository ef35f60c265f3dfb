import type { FileTrailer } from './envelope_layout.ts'
import { type FileIssue, critical, warning } from './file_issue.ts'

/** What was counted of a file. */
export interface Counted {
  records: number
  readableCents: bigint
  unreadable: number
}

/** A difference is explained only by lines whose amount cannot be read, and then only if it is not negative. */
export function checkTotals(trailer: FileTrailer, counted: Counted): FileIssue[] {
  const issues: FileIssue[] = []
  if (trailer.recordCount !== counted.records) {
    issues.push(
      critical(
        'trailer_count',
        `O registro Z informa ${trailer.recordCount} registros e o arquivo tem ${counted.records}.`,
        null,
        { id: 'Z.02', start: 2 }
      )
    )
  }
  const difference = trailer.totalCents - counted.readableCents
  if (difference !== 0n && (counted.unreadable === 0 || difference < 0n)) {
    issues.push(
      critical(
        'trailer_total',
        `O registro Z informa ${reais(trailer.totalCents)} e as linhas somam ${reais(counted.readableCents)}.`,
        null,
        { id: 'Z.03', start: 8 }
      )
    )
  } else if (counted.unreadable > 0) {
    issues.push(
      warning(
        'total_not_verified',
        `${counted.unreadable} linha(s) sem valor legível: a diferença de ${reais(difference)} para o registro Z cabe a elas.`,
        null,
        { id: 'Z.03', start: 8 }
      )
    )
  }
  return issues
}

function reais(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.')
  return `${cents < 0n ? '-' : ''}R$ ${whole},${digits.slice(-2)}`
}
