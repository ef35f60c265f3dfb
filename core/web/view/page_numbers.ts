/** The page numbers worth showing around the current one; `null` stands for a gap. */
export function pageNumbers(page: number, lastPage: number): (number | null)[] {
  const wanted = [1, 2, page - 1, page, page + 1, lastPage - 1, lastPage]
  const shown = [...new Set(wanted)].filter((n) => n >= 1 && n <= lastPage).sort((a, b) => a - b)
  return shown.flatMap((n, index) => {
    const before = shown[index - 1] ?? 0
    return n - before > 1 ? [null, n] : [n]
  })
}
