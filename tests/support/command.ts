import ace from '@adonisjs/core/services/ace'

/** Runs a command and gives its exit code and what it printed. */
export async function command(name: string, args: readonly string[] = []) {
  ace.ui.switchMode('raw')
  try {
    const done = await ace.exec(name, [...args])
    const lines = done.logger.getLogs().map(({ message }) => message)
    // Money is printed with a space that does not break.
    return { exitCode: done.exitCode ?? 0, text: lines.join('\n').replaceAll('\u00A0', ' ') }
  } finally {
    ace.ui.switchMode('normal')
  }
}
