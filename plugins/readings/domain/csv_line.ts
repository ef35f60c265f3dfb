/**
 * Columns of one line separated by `;`. A column in double quotes may hold `;` and doubled quotes. Null when a quote is
 * not closed or text follows a closing quote.
 */
export function splitColumns(line: string): string[] | null {
  const columns: string[] = []
  let offset = 0
  for (;;) {
    const column = line[offset] === '"' ? quoted(line, offset) : plain(line, offset)
    if (!column) return null
    columns.push(column.value)
    if (column.end === line.length) return columns
    if (line[column.end] !== ';') return null
    offset = column.end + 1
  }
}

/** One line of these columns. A line break inside a value becomes a space: a record is always one line. */
export function joinColumns(columns: readonly (string | number | bigint | null)[]): string {
  return columns
    .map((value) => {
      const text = String(value ?? '').replace(/[\r\n]+/g, ' ')
      return /[";]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    })
    .join(';')
}

function plain(line: string, offset: number) {
  const separator = line.indexOf(';', offset)
  const end = separator < 0 ? line.length : separator
  return { value: line.slice(offset, end), end }
}

function quoted(line: string, offset: number) {
  const match = /^"((?:[^"]|"")*)"/.exec(line.slice(offset))
  if (!match) return null
  return { value: match[1]!.replaceAll('""', '"'), end: offset + match[0].length }
}
