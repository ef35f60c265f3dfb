import type { ParsedFile } from './file_format.ts'
import type { FileIssue } from './file_issue.ts'
import type { FileJudgement } from './judge_file.ts'

export type Problem =
  | 'layout'
  | 'sequence'
  | 'agreement'
  | 'date'
  | 'value'
  | 'check_digit'
  | 'repeated'
  | 'trailer'
  | 'code'

export interface FileFinding {
  readonly line: number | null
  readonly field: string | null
  /** The line as it came, from the field on. */
  readonly content: string | null
  readonly problem: Problem
  /** `blocking`: nothing of the file is done; `line`: that line is not done. */
  readonly severity: 'blocking' | 'line' | 'warning'
  readonly message: string
}

/** What each code of an issue is about; the rest is the layout. */
const PROBLEMS: Readonly<Record<string, Problem>> = {
  ...{ trailer_total: 'trailer', trailer_count: 'trailer', trailer_missing: 'trailer' },
  ...{ total_not_verified: 'value', date_far_from_file: 'date', barcode_invalid: 'check_digit' },
  ...{ sequence_repeated: 'repeated', payment_form_unknown: 'code', channel_unknown: 'code' },
  service_other: 'agreement',
}

/** Everything that was found wrong with a file, before anything of it is done; empty: the file is valid. */
export function fileFindings(
  file: Pick<ParsedFile, 'header' | 'issues' | 'lines'>,
  judgement: FileJudgement,
  gap: string | null
): FileFinding[] {
  const raws = new Map(file.lines.map(({ number, raw }) => [number, raw]))
  const of = (issue: FileIssue, severity: FileFinding['severity']): FileFinding => ({
    ...{ line: issue.line, field: issue.field, severity, message: issue.message },
    content: contentOf(raws.get(issue.line ?? 0), issue.position),
    problem: PROBLEMS[issue.code] ?? 'layout',
  })
  const whole = (problem: Problem, severity: FileFinding['severity'], message: string) => ({
    ...{ line: null, field: null, content: null, problem, severity, message },
  })
  const isBroken = file.issues.some(({ severity }) => severity === 'critical') || !file.header
  const refusal =
    judgement.reason === null || isBroken
      ? []
      : [
          whole(
            judgement.status === 'quarantined' ? 'sequence' : 'agreement',
            'blocking',
            judgement.reason
          ),
        ]
  return [
    ...refusal,
    ...file.issues.map((one) => of(one, one.severity === 'critical' ? 'blocking' : 'warning')),
    ...(gap ? [whole('sequence', 'warning', gap)] : []),
    ...file.lines.flatMap(({ issue, isRejected }) =>
      issue ? [of(issue, isRejected ? 'line' : 'warning')] : []
    ),
  ]
}

const MOST = 150

const contentOf = (raw: string | undefined, position: number | null): string | null =>
  raw === undefined ? null : raw.slice(position === null ? 0 : position - 1).slice(0, MOST)
