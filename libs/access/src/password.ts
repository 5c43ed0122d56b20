import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '#lib/kernel';

/** argon2id with OWASP's first choice: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const SHORTEST = 12;
const LONGEST = 200;

/** A hash of no password, made with the same cost: checking against it takes as long as against a real one. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$DBHgbvR8+zzoMqkj9wuCuA$AzTVxSQukLYZ1e+ctWO+3GJOQHJVQ27WK+uBBc3Xess';

/** Vietnamese letters may arrive composed or decomposed, by keyboard; the password is the same. */
const canonical = (password: string): string => password.normalize('NFC');

/** The hash to store. @param path the password's name in the input @throws DomainError PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG */
export async function hashPassword(password: string, path = 'password'): Promise<string> {
  const text = canonical(password);
  if ([...text].length < SHORTEST)
    throw new DomainError({
      code: 'PASSWORD_TOO_SHORT',
      message: `Mật khẩu phải có ít nhất ${SHORTEST} ký tự. Hãy chọn một mật khẩu dài hơn, ví dụ ghép vài từ.`,
      messageEn: `The password must have at least ${SHORTEST} characters.`,
      path,
    });
  if (text.length > LONGEST)
    throw new DomainError({
      code: 'PASSWORD_TOO_LONG',
      message: `Mật khẩu không được dài quá ${LONGEST} ký tự. Hãy chọn một mật khẩu ngắn hơn.`,
      messageEn: `The password must not have more than ${LONGEST} characters.`,
      path,
    });
  return await hash(text, COST);
}

/** True when the password belongs to the hash. With no hash (no such account) it takes as long and is false. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const text = canonical(password).slice(0, LONGEST + 1);
  const matches = await verify(stored ?? NOBODY, text);
  return stored !== null && matches;
}
