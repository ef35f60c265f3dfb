import type { FieldProblem } from './fixed_width.ts'

/** One finding about a file or a line of it; `path` says where in words, the rest for screens. */
export interface FileIssue {
  code: string
  severity: 'critical' | 'warning'
  path: string
  /** For people, in Portuguese. */
  message: string
  /** 1-based; null when the file as a whole is concerned. */
  line: number | null
  /** The manual's name of the field, as `G.06`. */
  field: string | null
  /** 1-based position of the field in the line. */
  position: number | null
}

type Place = Pick<FieldProblem, 'id' | 'start'>

/** What stops a line, or the whole file when it concerns the file. */
export function critical(
  code: string,
  message: string,
  line: number | null = null,
  place?: Place
): FileIssue {
  return issue({ code, message, severity: 'critical' }, line, place)
}

/** What must be seen by somebody and stops nothing. */
export function warning(
  code: string,
  message: string,
  line: number | null = null,
  place?: Place
): FileIssue {
  return issue({ code, message, severity: 'warning' }, line, place)
}

/** What is wrong with a field, for people. */
export function fieldText({ id, start, end, content }: FieldProblem): string {
  return `O campo ${id} (posições ${start} a ${end}) tem conteúdo inválido: "${content}".`
}

function issue(
  finding: Pick<FileIssue, 'code' | 'message' | 'severity'>,
  line: number | null,
  place: Place | undefined
): FileIssue {
  const where = line === null ? 'arquivo' : `linha ${line}`
  return {
    ...finding,
    path: place ? `${where}, ${place.id}` : where,
    line,
    field: place?.id ?? null,
    position: place?.start ?? null,
  }
}
