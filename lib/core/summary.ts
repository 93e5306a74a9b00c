/** The first words of a text on one line, without the markup of a gateway's error page. */
export function summary(text: string): string {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1];
  const plain = (title ?? text.replace(/<[^>]*>/g, " ")).replace(/\s+/g, " ").trim();
  return plain.length > 80 ? `${plain.slice(0, 80)}...` : plain;
}
