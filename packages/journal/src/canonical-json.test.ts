import { describe, expect, it } from 'vitest'
import { toHex, toUtf8 } from './bytes.ts'
import { canonicalJson, type JsonValue } from './canonical-json.ts'

const fromBits = (hex: string): number => {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, BigInt(`0x${hex}`))
  return view.getFloat64(0)
}

describe('canonical JSON (RFC 8785)', () => {
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number with bits %s as %s (appendix B)', (bits, text) => {
    expect(canonicalJson(fromBits(bits))).toBe(text)
  })

  it.each(['7fffffffffffffff', '7ff0000000000000'])('refuses the number with bits %s (appendix B)', (bits) => {
    expect(() => canonicalJson(fromBits(bits))).toThrow(
      expect.objectContaining({ code: 'JOURNAL_VALUE_NOT_CANONICAL' }),
    )
  })

  it('writes the sample of section 3.2.4 byte by byte', () => {
    const sample = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
      "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    ) as JsonValue
    expect(toHex(toUtf8(canonicalJson(sample)))).toBe(
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e333333333333' +
        '332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c' +
        '5c5c222f227d',
    )
  })

  it('orders members by UTF-16 code units (section 3.2.3)', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(Object.values(JSON.parse(canonicalJson(sample)) as object)).toHaveLength(7)
    expect([...canonicalJson(sample).matchAll(/:"([^"]+)"/g)].map(([, name]) => name)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })

  it('keeps a member called __proto__, which JSON.parse makes an ordinary member', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}') as JsonValue)).toBe('{"__proto__":{"a":2},"b":1}')
  })

  it.each<[string, unknown, string]>([
    ['undefined', { a: [1, undefined] }, 'a[1] is of type undefined'],
    ['a hole in an array', { a: Array(2) }, 'a[0] is of type undefined'],
    ['a bigint', { amount: 1n }, 'amount is of type bigint'],
    ['a date', { at: new Date(0) }, 'at is not a plain object'],
    ['half of a surrogate pair', { name: '\ud83d' }, 'name holds half of a surrogate pair'],
    ['half of a surrogate pair in a name', { '\ude00': 1 }, 'The value has a name with half of a surrogate pair'],
    ['a number inside', { a: [{ b: Infinity }] }, 'a[0].b is not a finite number'],
  ])('refuses %s and names the place', (_, value, message) => {
    expect(() => canonicalJson(value as JsonValue)).toThrow(message)
  })

  it('refuses nesting that would exhaust the stack', () => {
    let value: JsonValue = 1
    for (let depth = 0; depth < 10_000; depth++) value = [value]
    expect(() => canonicalJson(value)).toThrow('nested more than 64 levels')
  })
})
