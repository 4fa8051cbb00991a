import { describe, expect, it } from 'vitest'
import { typeOfContent } from './type.ts'

describe('what a file is by its content', () => {
  it.each([
    ['%PDF-1.7', 'application/pdf'],
    ['\u0089PNG\r\n\u001a\n', 'image/png'],
    ['ÿØÿà', 'image/jpeg'],
    ['PK\u0003\u0004....xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['PK\u0003\u0004....notes.txt', 'application/zip'],
    ['MZ\u0090\u0000', 'program'],
    ['\u007fELF', 'program'],
    ['#!/bin/sh', 'program'],
    ['\u0001\u0002\u0000\u0003', 'application/octet-stream'],
  ])('%j is %s', (head, type) => expect(typeOfContent(Buffer.from(head, 'latin1'))).toBe(type))

  it.each(['<html><script>alert(1)</script>', '<svg onload="alert(1)">', '会议记录', 'a,b\n1,2'])(
    '%s is text and nothing that a browser would run',
    (text) => expect(typeOfContent(Buffer.from(text))).toBe('text/plain'),
  )

  it('is text also when it is cut in the middle of a character', () => {
    expect(typeOfContent(Buffer.from('好'.repeat(2000)).subarray(0, 4096))).toBe('text/plain')
  })
})
