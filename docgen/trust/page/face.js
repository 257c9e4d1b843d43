"use strict";
// The page's buttons. Every text that comes from a code is put in by textContent, never as markup.
(() => {
  const lay = (id) => document.getElementById(id);
  const them = (cha, ten, chu, lop) => {
    const phan = document.createElement(ten);
    phan.textContent = chu;
    if (lop) phan.className = lop;
    cha.append(phan);
  };
  const canhLonNhat = 2000;

  function hien(lop, ketQua, lyDo) {
    const khung = lay("ket-qua");
    khung.replaceChildren();
    khung.className = lop;
    them(khung, "p", ketQua, "loi");
    for (const cau of lyDo) them(khung, "p", cau);
    return khung;
  }

  async function xem(text) {
    let dap;
    try {
      dap = await kiemTra.kiemTra(text);
    } catch (error) {
      hien("sai", "CHƯA KIỂM TRA ĐƯỢC", ["Trình duyệt này quá cũ, chưa kiểm tra được chữ ký. Hãy cập nhật trình duyệt hoặc dùng máy khác."]);
      return;
    }
    const khung = hien({ "CÓ GIÁ TRỊ": "dung", "CHỮ KÝ ĐÚNG, CHƯA ĐỐI CHIẾU SỔ": "gan-dung" }[dap.ketQua] || "sai", dap.ketQua, dap.lyDo);
    if (dap.noiDung) {
      const noi = dap.noiDung;
      them(khung, "p", "Mã ghi như sau, hãy so với chữ in trên giấy:");
      const bang = document.createElement("dl");
      for (const [ten, chu] of [
        ["Cấp cho", noi.ten], ["Số vào sổ", noi.so], ["Tiêu chuẩn", `${noi.tieuChuan}, năm ${noi.nam}`],
        ["Quyết định", `số ${noi.quyetDinh} ngày ${kiemTra.vn(noi.ngay)}`], ["Khóa", `${dap.khoa.ma} của ${dap.khoa.ten}`],
      ]) {
        them(bang, "dt", ten);
        them(bang, "dd", chu);
      }
      khung.append(bang);
    }
    khung.focus();
  }

  function docHinh(nguon, rong, cao) {
    const ti = Math.min(1, canhLonNhat / Math.max(rong, cao));
    const khung = document.createElement("canvas");
    khung.width = Math.max(1, Math.round(rong * ti));
    khung.height = Math.max(1, Math.round(cao * ti));
    const but = khung.getContext("2d", { willReadFrequently: true });
    but.fillStyle = "#fff";
    but.fillRect(0, 0, khung.width, khung.height);
    but.drawImage(nguon, 0, 0, khung.width, khung.height);
    const hinh = but.getImageData(0, 0, khung.width, khung.height);
    const ma = jsQR(hinh.data, hinh.width, hinh.height);
    return ma ? ma.data : null;
  }

  async function docTep(tep) {
    let hinh;
    try {
      hinh = await createImageBitmap(tep);
    } catch (error) {
      hien("sai", "KHÔNG ĐỌC ĐƯỢC HÌNH", ["Tệp này không phải là hình. Hãy chọn ảnh PNG hoặc JPEG."]);
      return;
    }
    const ma = docHinh(hinh, hinh.width, hinh.height);
    hinh.close();
    if (ma === null) hien("sai", "KHÔNG THẤY MÃ", ["Không thấy mã QR trong hình. Hãy chụp gần hơn, thẳng, rõ và đủ sáng."]);
    else await xem(ma);
  }

  const video = lay("may-anh");
  let dong = null;
  function tat() {
    for (const kenh of dong ? dong.getTracks() : []) kenh.stop();
    dong = null;
    video.srcObject = null;
    video.hidden = lay("tat-may-anh").hidden = true;
    lay("mo-may-anh").hidden = false;
  }
  async function mo() {
    lay("may-anh-loi-nhan").textContent = "";
    try {
      dong = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    } catch (error) {
      lay("may-anh-loi-nhan").textContent = "Không bật được máy ảnh. Hãy cho phép dùng máy ảnh, hoặc chọn ảnh chụp ở mục 2.";
      return;
    }
    video.srcObject = dong;
    video.hidden = lay("tat-may-anh").hidden = false;
    lay("mo-may-anh").hidden = true;
    await video.play();
    const nhin = async () => {
      if (!dong) return;
      const ma = video.videoWidth ? docHinh(video, video.videoWidth, video.videoHeight) : null;
      if (ma === null) {
        setTimeout(nhin, 150);
        return;
      }
      tat();
      await xem(ma);
    };
    nhin();
  }

  if (navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
    lay("mo-may-anh").addEventListener("click", mo);
    lay("tat-may-anh").addEventListener("click", tat);
  } else {
    lay("mo-may-anh").hidden = true;
    lay("may-anh-loi-nhan").textContent = "Trình duyệt không cho trang này dùng máy ảnh; hãy chọn ảnh chụp ở mục 2.";
  }
  lay("tep").addEventListener("change", (viec) => {
    const tep = viec.target.files[0];
    lay("ten-tep").textContent = tep ? tep.name : "";
    viec.target.value = "";
    if (tep) docTep(tep);
  });
  lay("xem").addEventListener("click", () => xem(lay("chu").value));

  const { khoa, so, ngayLap } = kiemTra.duLieu;
  lay("nguon").textContent = so
    ? `Trang lập ngày ${kiemTra.vn(ngayLap)}, theo sổ cấp giấy xuất ngày ${kiemTra.vn(so.ngay)} (${so.soDong} dòng, mã sổ ${so.dauSo.slice(0, 16)}).`
    : `Trang lập ngày ${kiemTra.vn(ngayLap)}, không kèm sổ cấp giấy, nên không biết giấy nào đã bị thu hồi.`;
  for (const each of khoa) {
    const den = each.denNgay ? `đến ${kiemTra.vn(each.denNgay)}` : "đang dùng";
    them(lay("khoa"), "li", `Khóa ${each.ma} của ${each.ten}, từ ${kiemTra.vn(each.tuNgay)}, ${den}`);
  }
  const san = () => {
    if (location.hash.length > 1) xem(location.hash.slice(1));
  };
  addEventListener("hashchange", san);
  san();
})();
