export function takeWithout(args: readonly string[]): string[]
