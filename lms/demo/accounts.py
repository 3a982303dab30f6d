"""The demo's accounts: who they are for, and the one password they share."""

from __future__ import annotations

PASSWORD = "hoc-luat-moi-ngay"

# User name and what to try with it.
ACCOUNTS = (
    ("hocvien", "cán bộ học: /hoc-tap/"),
    ("thanhvien", "thành viên Ban Thanh tra nhân dân: /hoc-tap/"),
    ("giangvien", "giảng viên soạn khóa học: /admin/"),
    ("nhansu", "nhân sự xem và tải báo cáo: /admin/bao-cao/hoc-tap/"),
    ("truongdonvi", "trưởng đơn vị xem đơn vị mình: /admin/bao-cao/hoc-tap/"),
    ("lanhdao", "lãnh đạo xem toàn phường: /admin/bao-cao/hoc-tap/"),
    ("quantri", "quản trị hệ thống: /admin/"),
)


def describe() -> str:
    """What the commands print: every account and the password."""
    width = max(len(username) for username, _ in ACCOUNTS)
    lines = [f"  {username.ljust(width)}  {purpose}" for username, purpose in ACCOUNTS]
    return "\n".join(["Tài khoản dùng thử (chỉ để xem thử, mật khẩu chung):", *lines, f"  mật khẩu: {PASSWORD}"])
