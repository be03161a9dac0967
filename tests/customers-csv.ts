const surnames = [...'王李张刘陈杨赵黄周吴']
const given = [...'安宁若晴子轩雨桐思远嘉禾明月清和']

/** A file of so many customers of butler `b1`, as a spreadsheet would save it; every name made of the same few characters. */
export function customersCsv(rows: number): string {
  const lines = ['客户编号,姓名,管家,性别,出生日期,手机号,城市']
  for (let at = 0; at < rows; at++) lines.push(customerLine(at))
  return `${lines.join('\r\n')}\r\n`
}

export function customerLine(at: number): string {
  const name = `${surnames[at % 10]}${given[at % 16]}${given[(at * 7 + 3) % 16]}`
  const born = `19${60 + (at % 40)}/${1 + (at % 12)}/${1 + (at % 28)}`
  return `K${String(at).padStart(7, '0')},${name},b1,${at % 2 ? '女' : '男'},${born},1380000${String(at % 10_000).padStart(4, '0')},测试市`
}
