/* What can be done with the items of a list: one more after another, one less, one place up or down. */

export const editable = ({ rows, put, blank }) => ({
  add: (after) => put([...rows.slice(0, after + 1), blank(), ...rows.slice(after + 1)], null),
  remove: (row) =>
    put(
      rows.filter((_, index) => index !== row),
      null
    ),
  move: (row, step) => put(swapped(rows, row, row + step), null),
})

function swapped(rows, one, other) {
  const copy = [...rows]
  ;[copy[one], copy[other]] = [copy[other], copy[one]]
  return copy
}
