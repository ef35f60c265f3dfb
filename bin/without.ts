/**
 * Takes `--without=a,b` out of the arguments of a start or a command and leaves it where the kernel reads it: those plugins,
 * and the ones that require them, stay off in this process and its children.
 */
export function takeWithout(args: readonly string[]): string[] {
  const named = args.filter((arg) => arg.startsWith('--without='))
  if (named.length) process.env.AQUEDUTO_WITHOUT = named.map((arg) => arg.slice(10)).join(',')
  return args.filter((arg) => !named.includes(arg))
}
