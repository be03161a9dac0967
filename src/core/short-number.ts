/**
 * A number that people can say (`E3-5F0C91A2`): a code and the last eight letters and digits of the command that made the row, so
 * that the desk and the authority make the same one.
 */
export function shortNumber(code: string, id: string): string {
  const commandId = id.replace(/\.\d+$/, '')
  return `${code}-${commandId
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(-8)
    .toUpperCase()}`
}
