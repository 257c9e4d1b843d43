"use strict";
// Reads a token and judges it, as docgen verify does: same order, same words.
const kiemTra = (() => {
  const duLieu = JSON.parse(document.getElementById("du-lieu").textContent);
  const chuCai = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const dang = /^(?:https:\/\/([^\s/#]{1,260})\/V#)?([A-Z2-7]{110,1200})$/;
  const ngayDau = Date.UTC(1900, 0, 1);
  const dauDe = new TextEncoder().encode(duLieu.mucDich);

  class KhongPhaiMa extends Error {}

  // Scheme, host and «/v» may be in small letters, as browsers write them; the word behind them has one form only.
  function tachMa(text) {
    const gon = text.trim();
    const cho = gon.indexOf("#") + 1;
    const dau = gon.slice(0, cho).toLowerCase().replace(/\/v#$/, "/V#");
    const found = dang.exec(dau + gon.slice(cho));
    if (!found) throw new KhongPhaiMa("no token");
    return { host: found[1] ? found[1].toUpperCase() : null, word: found[2] };
  }

  function docBase32(word) {
    const bytes = [];
    let bits = 0, value = 0;
    for (const letter of word) {
      value = (value << 5 | chuCai.indexOf(letter)) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.push(value >> bits & 0xff);
      }
    }
    if (bits >= 5 || value & (1 << bits) - 1) throw new KhongPhaiMa("bits are left over");
    return Uint8Array.from(bytes);
  }

  function ghiBase32(bytes) {
    let out = "", bits = 0, value = 0;
    for (const byte of bytes) {
      value = (value << 8 | byte) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        out += chuCai[value >> bits & 31];
      }
    }
    return out;
  }

  // Deterministic CBOR, one flat list: whole numbers, byte strings, texts, nothing.
  function docCbor(data) {
    let at = 0;
    const byte = () => {
      if (at >= data.length) throw new KhongPhaiMa("cut off");
      return data[at++];
    };
    const head = () => {
      const first = byte(), small = first & 31;
      if (small < 24) return [first >> 5, small];
      const width = { 24: 1, 25: 2, 26: 4 }[small];
      if (!width) throw new KhongPhaiMa("unknown width");
      let amount = 0;
      for (let left = width; left > 0; left--) amount = amount * 256 + byte();
      return [first >> 5, amount];
    };
    const item = () => {
      if (data[at] === 0xf6) {
        at++;
        return null;
      }
      const [kind, amount] = head();
      if (kind === 0) return amount;
      if (kind !== 2 && kind !== 3 || at + amount > data.length) throw new KhongPhaiMa("unknown kind");
      const part = data.subarray(at, at += amount);
      return kind === 2 ? part : new TextDecoder("utf-8", { fatal: true }).decode(part);
    };
    const [kind, count] = head();
    if (kind !== 4 || count > 64) throw new KhongPhaiMa("not a list");
    const items = Array.from({ length: count }, item);
    if (at !== data.length) throw new KhongPhaiMa("left over");
    return items;
  }

  const chu = (item) => {
    if (typeof item === "string") return item;
    if (item instanceof Uint8Array) return Array.from(item, (code) => duLieu.bang[code]).join("");
    throw new KhongPhaiMa("a text was expected");
  };
  const ngay = (item) => {
    if (item === null) return null;
    if (!Number.isInteger(item) || item > 3e6) throw new KhongPhaiMa("a day was expected");
    return new Date(ngayDau + item * 864e5).toISOString().slice(0, 10);
  };

  function docMa(text) {
    const { host, word } = tachMa(text);
    const bytes = docBase32(word);
    const signed = bytes.subarray(0, -64), signature = bytes.subarray(-64);
    const items = docCbor(signed);
    if (items.length !== 12 || items[0] !== 1 || !(items[1] instanceof Uint8Array) || items[1].length !== 5
      || !Number.isInteger(items[6]) || items[8] === null) throw new KhongPhaiMa("not the fields of a token");
    return {
      host, signed, signature, khoa: ghiBase32(items[1]),
      noiDung: {
        coQuan: chu(items[2]), so: chu(items[3]), ten: chu(items[4]), tieuChuan: chu(items[5]), nam: items[6],
        quyetDinh: chu(items[7]), ngay: ngay(items[8]), tuNgay: ngay(items[9]), denNgay: ngay(items[10]),
      },
    };
  }

  async function kyDung(ma, congKhai) {
    const raw = Uint8Array.from(atob(congKhai), (letter) => letter.charCodeAt(0));
    const whole = new Uint8Array(dauDe.length + ma.signed.length);
    whole.set(dauDe);
    whole.set(ma.signed, dauDe.length);
    const key = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "Ed25519" }, key, ma.signature, whole);
  }

  const vn = (iso) => iso.split("-").reverse().join("/");
  const homNay = () => {
    const now = new Date();
    return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10);
  };

  function saiCach(ma, khoa) {
    const noi = ma.noiDung, sai = [];
    if (noi.coQuan !== khoa.coQuan) sai.push(`mã ghi cơ quan «${noi.coQuan}» nhưng ký bằng khóa của «${khoa.coQuan}»`);
    if (khoa.denNgay && noi.ngay > khoa.denNgay)
      sai.push(`mã ghi ngày ${vn(noi.ngay)}, sau ngày ${vn(khoa.denNgay)} là ngày khóa ${khoa.ma} ngừng dùng`);
    if (noi.ngay < khoa.tuNgay) sai.push(`mã ghi ngày ${vn(noi.ngay)}, trước ngày khóa ${khoa.ma} bắt đầu dùng`);
    if (ma.host !== null && !duLieu.mayChu.includes(ma.host))
      sai.push(`mã dẫn tới địa chỉ «${ma.host.toLowerCase()}», không phải địa chỉ của cơ quan`);
    return sai;
  }

  function theoSo(noi, khoa) {
    const ky = `chữ ký đúng, do ${khoa.ten} ký`, so = duLieu.so;
    let xem = "chưa đối chiếu với sổ cấp giấy, nên chưa biết giấy có bị thu hồi hay không";
    if (so) {
      if (so.coQuan !== noi.coQuan) return ["KHÔNG CÓ TRONG SỔ", [ky, `sổ của trang này là của cơ quan khác («${so.coQuan}»)`]];
      xem = `đã đối chiếu với sổ xuất ngày ${vn(so.ngay)}, ${so.soDong} dòng`;
      const dong = so.giay.find((each) => each[0].normalize("NFC") === noi.so);
      if (!dong) {
        const cu = so.ngay < noi.ngay ? ["sổ này xuất trước ngày của giấy: hãy dùng trang mới hơn"] : [];
        return ["KHÔNG CÓ TRONG SỔ", [ky, `${xem}: không có số ${noi.so}`, ...cu]];
      }
      if (dong[1].normalize("NFC") !== noi.ten) return ["KHÔNG CÓ TRONG SỔ", [ky, `${xem}: số ${noi.so} cấp cho «${dong[1]}»`]];
      if (dong[2]) return ["ĐÃ THU HỒI", [`${xem}: số ${noi.so} đã bị hủy`, ...(dong[3] ? [dong[3]] : [])]];
    }
    if (noi.denNgay && homNay() > noi.denNgay) return ["HẾT HIỆU LỰC", [ky, `giấy có hiệu lực đến hết ngày ${vn(noi.denNgay)}`, xem]];
    if (noi.tuNgay && homNay() < noi.tuNgay) return ["HẾT HIỆU LỰC", [ky, `giấy chưa có hiệu lực trước ngày ${vn(noi.tuNgay)}`]];
    return [so ? "CÓ GIÁ TRỊ" : "CHỮ KÝ ĐÚNG, CHƯA ĐỐI CHIẾU SỔ", [ky, xem]];
  }

  async function kiemTra(text) {
    let ma;
    try {
      ma = docMa(text);
    } catch (error) {
      if (!(error instanceof KhongPhaiMa || error instanceof TypeError || error instanceof RangeError)) throw error;
      return { ketQua: "GIẢ", lyDo: ["mã không phải do chương trình này làm ra, hoặc đã bị sửa"] };
    }
    const khoa = duLieu.khoa.find((each) => each.ma === ma.khoa);
    if (!khoa) return { ketQua: "KHÔNG XÁC ĐỊNH ĐƯỢC KHÓA", lyDo: [`mã ký bằng khóa ${ma.khoa}, không có trong sổ khóa của cơ quan`] };
    if (!await kyDung(ma, khoa.congKhai))
      return { ketQua: "GIẢ", lyDo: [`chữ ký không đúng: nội dung mã đã bị sửa, không phải do ${khoa.ten} ký`] };
    const sai = saiCach(ma, khoa);
    const [ketQua, lyDo] = sai.length ? ["GIẢ", sai] : theoSo(ma.noiDung, khoa);
    return { ketQua, lyDo, noiDung: ma.noiDung, khoa };
  }

  return { kiemTra, duLieu, vn };
})();
